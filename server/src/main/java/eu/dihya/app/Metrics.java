package eu.dihya.app;

import eu.dihya.base.TenantScope;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.rollout.RolloutFeed;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunRecord;
import eu.dihya.tenants.TenantStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** Figures for Prometheus; no tenant's id is ever a label. */
final class Metrics implements RolloutFeed {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Rollouts rollouts;
  private final TenantStore tenants;
  private final MultiGauge open;

  Metrics(
      Rollouts rollouts,
      TenantStore tenants,
      ObservationStore observations,
      IntSupplier streamClients) {
    this.rollouts = rollouts;
    this.tenants = tenants;
    this.open =
        MultiGauge.builder("dihya.rollout.tenants")
            .description("Tenants of rollouts that have not ended")
            .register(registry);
    Gauge.builder("dihya.drifted.tenants", observations, Metrics::drifted)
        .strongReference(true)
        .register(registry);
    Gauge.builder("dihya.stream.clients", streamClients, IntSupplier::getAsInt)
        .strongReference(true)
        .register(registry);
  }

  /** Everything as it stands now, in Prometheus' text format. */
  synchronized String scrape() {
    open.register(tenantsOfOpenRollouts(), true);
    return registry.scrape();
  }

  private List<MultiGauge.Row<?>> tenantsOfOpenRollouts() {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    rollouts.all(TenantScope.everything()).stream()
        .filter(each -> !each.state().finished())
        .forEach(
            each ->
                marks(each.id())
                    .forEach(
                        (mark, number) ->
                            rows.add(
                                MultiGauge.Row.of(
                                    Tags.of("rollout", each.id(), "state", mark), number))));
    return rows;
  }

  @Override
  public void runChanged(String rollout, String tenant) {
    rollouts
        .run(TenantScope.everything(), rollout, tenant)
        .filter(run -> run.finishedAt() != null)
        .ifPresent(this::count);
  }

  private void count(RunRecord run) {
    String engine =
        tenants
            .find(TenantScope.everything(), run.tenant())
            .map(tenant -> tenant.target().engine().code())
            .orElse("unknown");
    registry
        .counter("dihya.tenant.migrations", "state", run.state().mark().code(), "engine", engine)
        .increment();
    if (run.startedAt() != null && run.finishedAt() != null) {
      registry
          .timer("dihya.tenant.migration.duration", "engine", engine)
          .record(Duration.between(run.startedAt(), Objects.requireNonNull(run.finishedAt())));
    }
  }

  private Map<String, Long> marks(String rollout) {
    return rollouts.runs(TenantScope.everything(), rollout).stream()
        .collect(Collectors.groupingBy(run -> run.state().mark().code(), Collectors.counting()));
  }

  private static double drifted(ObservationStore observations) {
    return observations.all(TenantScope.everything()).values().stream()
        .filter(each -> each instanceof Observation.Seen seen && seen.drifted())
        .count();
  }
}
