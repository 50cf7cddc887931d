package eu.dihya.plan;

import eu.dihya.engine.Capabilities;
import eu.dihya.tenants.Tenant;
import java.util.Objects;
import java.util.Optional;

/**
 * A selected tenant with what is known of it.
 *
 * @param observation made for this plan; empty for a tenant that takes no part whatever would be
 *     seen
 * @param busyIn the rollout that has it and has not ended
 */
public record Candidate(Tenant tenant, Optional<Observation> observation, Optional<String> busyIn) {
  /** Why it takes no part, whatever the migrations are. */
  Optional<Excluded> exclusion() {
    return switch (tenant.state()) {
      case SUSPENDED ->
          excluded(
              Excluded.Code.SUSPENDED, "it is suspended; it catches up when it is active again");
      case ARCHIVED -> excluded(Excluded.Code.ARCHIVED, "it is archived");
      case ACTIVE ->
          busyIn.isPresent()
              ? excluded(
                  Excluded.Code.BUSY, "rollout " + busyIn.get() + " has it and has not ended")
              : observed();
    };
  }

  private Optional<Excluded> observed() {
    return switch (observation.orElseThrow()) {
      case Observation.Unreachable unreachable ->
          excluded(Excluded.Code.UNREACHABLE, unreachable.because());
      case Observation.Seen seen when seen.drifted() ->
          excluded(
              Excluded.Code.DRIFTED,
              "its schema was changed outside of migrations: the history recorded shape "
                  + brief(String.valueOf(seen.recordedShape()))
                  + ", the database has "
                  + brief(String.valueOf(seen.shape())));
      case Observation.Seen ignored -> Optional.empty();
    };
  }

  Observation.Seen seen() {
    return observation
        .filter(Observation.Seen.class::isInstance)
        .map(Observation.Seen.class::cast)
        .orElseThrow(() -> new IllegalStateException(tenant.id() + " was not seen"));
  }

  Capabilities capabilities() {
    return Objects.requireNonNullElseGet(
        seen().capabilities(),
        () -> Capabilities.unknown(tenant.target().engine(), seen().serverVersion()));
  }

  private Optional<Excluded> excluded(Excluded.Code code, String because) {
    return Optional.of(new Excluded(tenant.id(), code, because));
  }

  static String brief(String hash) {
    return hash.substring(0, Math.min(12, hash.length()));
  }
}
