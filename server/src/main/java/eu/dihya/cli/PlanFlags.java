package eu.dihya.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.dihya.base.DihyaException;
import eu.dihya.base.Durations;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a plan is asked for: a file, and flags that go before it. */
final class PlanFlags {
  /** What happens when the failure budget is exceeded. */
  enum OnFailure {
    PAUSE,
    DRAIN,
    ABORT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is done about a statement of which nobody can tell whether it took effect. */
  enum Undecided {
    REFUSE,
    STOP,
    REPEAT,
    SKIP;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A rollout.yaml; flags go before what it says.")
  @Nullable Path file;

  @Option(
      names = "--select",
      paramLabel = "SELECTOR",
      description = "Only these tenants, such as 'sector=health'.")
  @Nullable String select;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "Up to this version, or down to it; latest when not given.")
  @Nullable String to;

  @Option(
      names = "--allow-out-of-order",
      description = "Also run versions below one that a tenant has.")
  boolean allowOutOfOrder;

  @Option(
      names = "--canary",
      paramLabel = "SELECTOR",
      description = "These tenants first, in a wave of their own.")
  @Nullable String canary;

  @Option(
      names = "--waves",
      split = ",",
      paramLabel = "WAVE",
      description = "Such as 10%%,50%%,100%%: cumulative, of all targets.")
  @Nullable List<String> waves;

  @Option(
      names = "--on-failure",
      paramLabel = "WHAT",
      description = "pause, drain or abort, when there are too many failures.")
  @Nullable OnFailure onFailure;

  @Option(
      names = "--failure-budget",
      paramLabel = "N",
      description = "Failures that are borne: a number, or such as 2%%.")
  @Nullable String failureBudget;

  @Option(names = "--parallel", paramLabel = "N", description = "Tenants at once.")
  @Nullable Integer parallel;

  @Option(
      names = "--per-server",
      paramLabel = "N",
      description = "Tenants at once on one database server.")
  @Nullable Integer perServer;

  @Option(
      names = "--dwell",
      paramLabel = "TIME",
      converter = TimeOption.class,
      description = "Wait between waves.")
  @Nullable Duration dwell;

  @Option(
      names = "--undecided",
      paramLabel = "WHAT",
      description =
          "refuse, stop, repeat or skip: what a statement means of which nobody could tell after a"
              + " crash whether it took effect; 'dihya plan -v' shows them.")
  @Nullable Undecided undecided;

  @Option(
      names = "--approvals",
      split = ",",
      paramLabel = "ROLE=N",
      description = "Who has to approve it before it starts, such as approver=1,security=1.")
  @Nullable Map<String, Integer> approvals;

  /** Whether anything of it was given. */
  boolean given() {
    return file != null || !flags().isEmpty();
  }

  /** The selector that is in effect; empty for all tenants. */
  String selector() {
    return request().path("select").asText();
  }

  /**
   * The body for a new plan.
   *
   * @throws DihyaException CONFIGURATION when the file is wrong, USAGE when a flag is
   */
  ObjectNode request() {
    ObjectNode request = file == null ? Json.mapper().createObjectNode() : RolloutFile.read(file);
    ObjectNode flags = flags();
    ObjectNode strategy =
        flags.has("strategy")
            ? (ObjectNode) flags.remove("strategy")
            : Json.mapper().createObjectNode();
    request.setAll(flags);
    if (!strategy.isEmpty()) {
      ObjectNode whole = request.withObject("/strategy");
      strategy
          .properties()
          .forEach(
              entry -> {
                if (entry.getValue() instanceof ObjectNode part
                    && whole.get(entry.getKey()) instanceof ObjectNode there) {
                  there.setAll(part);
                } else {
                  whole.set(entry.getKey(), entry.getValue());
                }
              });
    }
    return request;
  }

  private ObjectNode flags() {
    ObjectNode flags = Json.mapper().createObjectNode();
    if (select != null) {
      flags.put("select", select);
    }
    if (to != null) {
      flags.put("to", to);
    }
    if (allowOutOfOrder) {
      flags.put("allowOutOfOrder", true);
    }
    if (approvals != null) {
      approvals.forEach(flags.putObject("approvals")::put);
    }
    ObjectNode strategy = strategy();
    if (!strategy.isEmpty()) {
      flags.set("strategy", strategy);
    }
    return flags;
  }

  private ObjectNode strategy() {
    ObjectNode strategy = Json.mapper().createObjectNode();
    waves(strategy);
    if (onFailure != null) {
      strategy.put("onFailure", onFailure.toString());
    }
    if (failureBudget != null) {
      strategy.putObject("failureBudget").put("total", failureBudget);
    }
    if (parallel != null) {
      strategy.putObject("parallel").put("total", parallel);
    }
    if (perServer != null) {
      strategy.withObject("/parallel").put("perServer", perServer);
    }
    if (dwell != null) {
      strategy.put("dwell", Durations.format(dwell));
    }
    if (undecided != null) {
      strategy.put("undecided", undecided.toString());
    }
    return strategy;
  }

  private void waves(ObjectNode strategy) {
    if (canary == null && waves == null) {
      return;
    }
    var texts = new WaveTexts(strategy.putArray("waves"));
    try {
      if (canary != null) {
        texts.addCanary(canary);
      }
      for (String wave : waves == null ? List.of("100%") : waves) {
        texts.add(wave.strip());
      }
    } catch (IllegalArgumentException e) {
      throw new DihyaException(ErrorCode.USAGE, "--waves: " + e.getMessage(), e);
    }
  }
}
