package eu.dihya.plan;

import eu.dihya.engine.HistoryRow;
import eu.dihya.tenants.Tenant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's target was when a plan was made, as far as it decides what the plan does there.
 *
 * @param registration digest of where the target is, how it is reached, and of the values that are
 *     put into statements
 * @param history digest of its history rows
 * @param shape hash of its real schema; null when nobody had looked
 */
public record TargetState(String registration, String history, @Nullable String shape) {
  static TargetState of(Candidate candidate) {
    return of(candidate.tenant(), candidate.seen());
  }

  static TargetState of(Tenant tenant, Observation.Seen seen) {
    return new TargetState(registration(tenant), history(seen.history()), seen.shape());
  }

  private static String registration(Tenant tenant) {
    return PlanDigest.ofContent(
        new Registration(
            tenant.target().shownAddress(),
            tenant.target().sessionPooler(),
            tenant.target().credentials().map(Object::toString).orElse(""),
            tenant.sector(),
            new TreeMap<>(tenant.placeholderValues())));
  }

  static String history(List<HistoryRow> rows) {
    return PlanDigest.ofContent(rows.stream().map(Row::of).toList());
  }

  private record Registration(
      String address,
      boolean sessionPooler,
      String credentials,
      String sector,
      Map<String, String> values) {}

  private record Row(String stream, String version, HistoryRow.Kind kind, String rawChecksum) {
    static Row of(HistoryRow row) {
      return new Row(row.stream(), row.version(), row.kind(), row.rawChecksum());
    }
  }
}
