package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.rollout.LogLine;
import eu.dihya.rollout.RunLogs;
import eu.dihya.rollout.RunRecord;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Makes the bodies of stream events. Called by one flush at a time. */
final class TopicFrames {
  private static final int LOG_TAIL = 200;
  private static final int LINES_AT_ONCE = 1000;

  private final FleetModel fleet;
  private final TenantStore tenants;
  private final RolloutViews rollouts;
  private final RunLogs logs;
  private final TreeMap<String, FleetTenant> shown = new TreeMap<>();
  private String release = "";

  TopicFrames(FleetModel fleet, TenantStore tenants, RolloutViews rollouts, RunLogs logs) {
    this.fleet = fleet;
    this.tenants = tenants;
    this.rollouts = rollouts;
    this.logs = logs;
  }

  static boolean isLog(String topic) {
    return topic.startsWith("log:");
  }

  List<String> tenantIds() {
    return tenants.all().stream().map(Tenant::id).toList();
  }

  /** The tenants of a rollout. */
  List<String> members(String rollout) {
    return rollouts.runs(rollout).stream().map(RunRecord::tenant).toList();
  }

  /** Whether the catalogue is another than at the last look. */
  boolean catalogChanged() {
    String now = fleet.release();
    boolean changed = !now.equals(release);
    release = now;
    return changed;
  }

  /** Looks at the whole fleet anew. */
  void showFleet() {
    shown.clear();
    shown.putAll(fleet.all());
  }

  /** Looks at some tenants anew. */
  void showTenants(List<String> ids) {
    shown.putAll(fleet.tenants(ids.stream().flatMap(id -> tenants.find(id).stream()).toList()));
  }

  /**
   * Lines of a log.
   *
   * @param after number of the last line that is known; -1 for the end of the log
   */
  LogPart log(String topic, long after) {
    String[] names = topic.substring("log:".length()).split("/", 2);
    int limit = after < 0 ? LOG_TAIL : Integer.MAX_VALUE;
    List<LogLine> found = logs.read(names[0], names[1], Math.max(0, after), "", limit).lines();
    List<LogLine> part = found.subList(0, Math.min(found.size(), LINES_AT_ONCE));
    long last = part.isEmpty() ? Math.max(0, after) : part.getLast().seq();
    return new LogPart(new LogFrame(names[0], names[1], part), last, part.size() < found.size());
  }

  /**
   * Some lines of a log.
   *
   * @param last number of the last of them
   * @param more whether there are newer ones already
   */
  record LogPart(LogFrame frame, long last, boolean more) {}

  /** Whether a topic names something that exists. */
  void check(String topic) {
    String[] parts = topic.split(":", 2);
    switch (parts[0]) {
      case "fleet", "rollouts" -> {
        if (parts.length == 2) {
          throw unknown();
        }
      }
      case "rollout" -> rollouts.view(rest(parts));
      case "log" -> checkLog(rest(parts).split("/", 2));
      default -> throw unknown();
    }
  }

  Object snapshot(String topic) {
    String[] parts = topic.split(":", 2);
    return switch (parts[0]) {
      case "fleet" -> fleet("snapshot", List.copyOf(shown.values()));
      case "rollouts" -> new RolloutsFrame("snapshot", rollouts.all());
      case "rollout" -> rollout("snapshot", rest(parts), rollouts.runs(rest(parts)));
      default -> throw unknown();
    };
  }

  Object delta(String topic, List<String> keys) {
    String[] parts = topic.split(":", 2);
    Set<String> changed = new HashSet<>(keys);
    return switch (parts[0]) {
      case "fleet" ->
          fleet("delta", keys.stream().map(shown::get).filter(Objects::nonNull).toList());
      case "rollouts" -> new RolloutsFrame("delta", keys.stream().map(rollouts::view).toList());
      case "rollout" -> {
        String id = rest(parts);
        yield rollout(
            "delta",
            id,
            rollouts.runs(id).stream().filter(run -> changed.contains(run.tenant())).toList());
      }
      default -> throw unknown();
    };
  }

  record FleetFrame(
      String kind,
      String latest,
      FleetCounts counts,
      List<FleetModel.VersionCount> versions,
      List<FleetModel.OpenRollout> rollouts,
      List<FleetTenant> tenants) {}

  record RolloutsFrame(String kind, List<RolloutView> items) {}

  record RolloutFrame(String kind, RolloutView rollout, List<RunViews.RunView> runs) {}

  record LogFrame(String rollout, String tenant, List<LogLine> lines) {}

  private FleetFrame fleet(String kind, List<FleetTenant> sent) {
    return new FleetFrame(
        kind,
        fleet.latest(),
        FleetCounts.of(shown.values()),
        FleetModel.versions(shown.values()),
        fleet.openRollouts(),
        sent);
  }

  private RolloutFrame rollout(String kind, String id, List<RunRecord> runs) {
    return new RolloutFrame(kind, rollouts.view(id), runs.stream().map(rollouts::run).toList());
  }

  private void checkLog(String[] names) {
    if (names.length < 2) {
      throw unknown();
    }
    if (rollouts.runs(names[0]).stream().noneMatch(run -> run.tenant().equals(names[1]))) {
      throw new DihyaException(
          ErrorCode.NOT_FOUND, "tenant '" + names[1] + "' is not in rollout " + names[0]);
    }
  }

  private static String rest(String[] parts) {
    if (parts.length < 2) {
      throw unknown();
    }
    return parts[1];
  }

  private static DihyaException unknown() {
    return new DihyaException(
        ErrorCode.USAGE,
        "there is no such topic; there are fleet, rollouts, rollout:R-0001 and log:R-0001/tenant");
  }
}
