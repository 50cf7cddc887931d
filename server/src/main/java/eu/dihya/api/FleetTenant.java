package eu.dihya.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import eu.dihya.base.Engine;
import eu.dihya.tenants.Tenant;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One cell of the fleet page. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FleetTenant(
    String id,
    String name,
    String sector,
    String region,
    String engine,
    String server,
    Map<String, String> labels,
    String lifecycle,
    String mark,
    String word,
    String because,
    String version,
    int pending,
    boolean drifted,
    @Nullable String rollout,
    @Nullable Double progress,
    @Nullable Instant observedAt,
    @Nullable Instant schemaAt,
    @JsonIgnore boolean unreachable) {

  /** What a tenant's own record gives; the rest is of its observation and its run. */
  static FleetTenant of(Tenant tenant, Standing standing) {
    Engine engine = tenant.target().engine();
    return new FleetTenant(
        tenant.id(),
        tenant.name(),
        tenant.sector(),
        tenant.region(),
        engine.code(),
        tenant.target().server(),
        tenant.labels(),
        tenant.state().code(),
        standing.mark(),
        standing.word(),
        standing.because(),
        standing.version(),
        standing.pending(),
        standing.drifted(),
        standing.rollout(),
        standing.progress(),
        standing.observedAt(),
        standing.schemaAt(),
        standing.unreachable());
  }

  /**
   * How a tenant stands.
   *
   * @param observedAt when its history was read, or could not be
   * @param schemaAt when its catalogue was read, and with it whether it has drifted
   */
  record Standing(
      String mark,
      String word,
      String because,
      String version,
      int pending,
      boolean drifted,
      @Nullable String rollout,
      @Nullable Double progress,
      @Nullable Instant observedAt,
      @Nullable Instant schemaAt,
      boolean unreachable) {
    Standing suspended() {
      return new Standing(
          "held",
          "suspended",
          "",
          version,
          pending,
          drifted,
          null,
          null,
          observedAt,
          schemaAt,
          unreachable);
    }

    Standing in(
        String runRollout, String runMark, String runWord, String why, @Nullable Double done) {
      return new Standing(
          runMark,
          runWord,
          why,
          version,
          pending,
          drifted,
          runRollout,
          done,
          observedAt,
          schemaAt,
          unreachable);
    }
  }
}
