package eu.dihya.app;

import eu.dihya.archive.ArchiveEntry;
import eu.dihya.archive.ArchiveLabel;
import eu.dihya.archive.ArchiveTree;
import eu.dihya.archive.Cid;
import eu.dihya.archive.EvidenceArchive;
import eu.dihya.base.DihyaException;
import eu.dihya.base.TenantScope;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.CatalogSource;
import eu.dihya.plan.ObservationStore;
import eu.dihya.plan.Plan;
import eu.dihya.report.JsonReport;
import eu.dihya.report.MarkdownReport;
import eu.dihya.report.MigrationReport;
import eu.dihya.report.ReportLanguage;
import eu.dihya.rollout.RolloutEvent;
import eu.dihya.rollout.RolloutFeed;
import eu.dihya.rollout.RolloutRecord;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunLogs;
import eu.dihya.rollout.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives what a rollout leaves when it ends: the full evidence stays here, because logs name
 * tenants; the report's public copy may go to IPFS. Never holds a rollout up.
 */
final class EvidenceWriter implements RolloutFeed, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EvidenceWriter.class);

  /** An archive of a rollout holds all its tenants; who may read one is asked before. */
  private static final TenantScope EVERYTHING = TenantScope.everything();

  private final Parts parts;
  private final String version;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("evidence").factory());

  EvidenceWriter(Parts parts, String version) {
    this.parts = parts;
    this.version = version;
  }

  /** Where it reads and writes. */
  record Parts(
      Rollouts rollouts,
      RolloutStore store,
      ObservationStore observations,
      CatalogSource catalogs,
      RunLogs logs,
      EvidenceArchive archive) {}

  /** Archives what ended and was not archived before the last process ended. */
  void catchUp() {
    parts.store().all(EVERYTHING).stream()
        .filter(rollout -> rollout.state().finished() && rollout.reportCid() == null)
        .forEach(rollout -> ended(rollout.id()));
  }

  @Override
  public void ended(String rollout) {
    try {
      thread.execute(() -> write(rollout));
    } catch (RejectedExecutionException e) {
      LOG.info(
          "the evidence of {} will be archived at the next start, because this server is stopping",
          rollout);
    }
  }

  @Override
  public void signedOff(String rollout) {
    ended(rollout);
  }

  /** The full report, as it is now. */
  MigrationReport report(String rollout) {
    return report(
        parts.rollouts().current(EVERYTHING, rollout),
        new MigrationReport.Evidence(List.of(), List.of()));
  }

  @Override
  public void close() {
    thread.close();
  }

  private void write(String id) {
    try {
      RolloutRecord rollout = parts.rollouts().current(EVERYTHING, id);
      if (!rollout.state().finished()) {
        return;
      }
      Cid evidence =
          parts
              .archive()
              .store(
                  ArchiveTree.of(evidence(rollout)),
                  new ArchiveLabel(id + " evidence", "rollout", ArchiveLabel.Exposure.LOCAL_ONLY));
      MigrationReport full =
          report(
              rollout,
              new MigrationReport.Evidence(
                  List.of(new MigrationReport.NamedArchive("evidence", evidence)), List.of()));
      Cid report =
          parts
              .archive()
              .store(
                  ArchiveTree.of(reports(full.publicCopy())),
                  new ArchiveLabel(id + " report", "report", ArchiveLabel.Exposure.PUBLIC));
      parts.rollouts().reported(id, report.toString());
    } catch (DihyaException e) {
      LOG.error(
          "the evidence of {} could not be archived, and will be at the next start: {}",
          id,
          e.text());
    } catch (RuntimeException e) {
      LOG.error("the evidence of {} could not be archived, and will be at the next start", id, e);
    }
  }

  private List<ArchiveEntry> evidence(RolloutRecord rollout) {
    MigrationReport report = report(rollout, new MigrationReport.Evidence(List.of(), List.of()));
    List<ArchiveEntry> entries = new ArrayList<>(reports(report));
    for (RunRecord run : parts.rollouts().runs(EVERYTHING, rollout.id())) {
      Path log = parts.logs().file(rollout.id(), run.tenant());
      if (Files.exists(log)) {
        entries.add(ArchiveEntry.file("logs/" + run.tenant() + ".ndjson", log));
      }
    }
    catalog().ifPresent(known -> entries.addAll(files(known, plan(rollout))));
    return entries;
  }

  private static List<ArchiveEntry> files(Catalog catalog, Plan plan) {
    Set<String> wanted = new HashSet<>();
    plan.tenants().forEach(tenant -> tenant.steps().forEach(step -> wanted.add(step.file())));
    return catalog.migrations().stream()
        .flatMap(migration -> migration.variants().stream())
        .filter(file -> wanted.contains(file.displayName()))
        .map(file -> ArchiveEntry.file(file.displayName(), file.path()))
        .toList();
  }

  private static List<ArchiveEntry> reports(MigrationReport report) {
    return List.of(
        ArchiveEntry.text(
            MarkdownReport.FILE_NAME, MarkdownReport.render(report, ReportLanguage.EN)),
        ArchiveEntry.text(
            "fr/" + MarkdownReport.FILE_NAME, MarkdownReport.render(report, ReportLanguage.FR)),
        ArchiveEntry.text(JsonReport.FILE_NAME, JsonReport.render(report)));
  }

  private MigrationReport report(RolloutRecord rollout, MigrationReport.Evidence evidence) {
    var source =
        new RolloutReport.Source(
            rollout,
            plan(rollout),
            parts.rollouts().runs(EVERYTHING, rollout.id()),
            parts.observations().all(EVERYTHING));
    return new RolloutReport(source, catalog(), version).with(evidence, comment(rollout.id()));
  }

  private Plan plan(RolloutRecord rollout) {
    return parts.store().plan(EVERYTHING, rollout.planId()).orElseThrow();
  }

  private Optional<Catalog> catalog() {
    try {
      return Optional.of(parts.catalogs().get());
    } catch (DihyaException e) {
      return Optional.empty();
    }
  }

  /** The last reason that a person gave. */
  private Optional<String> comment(String rollout) {
    return parts.store().events(EVERYTHING, rollout).stream()
        .map(RolloutStore.Happened::event)
        .flatMap(event -> reason(event).stream())
        .filter(reason -> !reason.isBlank())
        .findFirst();
  }

  private static Optional<String> reason(RolloutEvent event) {
    return switch (event) {
      case RolloutEvent.Resumed resumed -> Optional.of(resumed.reason());
      case RolloutEvent.Retried retried -> Optional.of(retried.reason());
      case RolloutEvent.AbortAsked asked -> Optional.of(asked.reason());
      case RolloutEvent.DrainAsked asked -> Optional.of(asked.reason());
      case RolloutEvent.Skipped skipped -> Optional.of(skipped.reason());
      case RolloutEvent.TenantsHeld held -> Optional.of(held.reason());
      case RolloutEvent.Released released -> Optional.of(released.reason());
      case RolloutEvent.Promoted promoted -> Optional.of(promoted.reason());
      case RolloutEvent.RevertBegun begun -> Optional.of(begun.reason());
      case RolloutEvent.SignedOff signed -> Optional.of(signed.comment());
      case RolloutEvent.Decided decided -> Optional.of(decided.reason());
      case RolloutEvent.Amended amended -> Optional.of(amended.reason());
      case RolloutEvent.PauseAsked asked -> Optional.of(asked.reason());
      case RolloutEvent.Scheduled ignored -> Optional.empty();
      case RolloutEvent.Started ignored -> Optional.empty();
      case RolloutEvent.StartHeld ignored -> Optional.empty();
      case RolloutEvent.GatesChecked ignored -> Optional.empty();
      case RolloutEvent.WaveAdmitted ignored -> Optional.empty();
      case RolloutEvent.BudgetExceeded ignored -> Optional.empty();
      case RolloutEvent.Recovered ignored -> Optional.empty();
      case RolloutEvent.Ended ignored -> Optional.empty();
    };
  }
}
