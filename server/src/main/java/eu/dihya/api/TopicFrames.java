package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.rollout.LogLine;
import eu.dihya.rollout.RunLogs;
import eu.dihya.rollout.RunRecord;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes the bodies of stream events, each for one scope. They draw on one view of the whole fleet.
 * What changed is named by keys, which are ids of tenants and of rollouts. Called by one flush at a
 * time.
 */
final class TopicFrames {
  private static final int LOG_TAIL = 200;
  private static final int LINES_AT_ONCE = 1000;

  /** How the ids of rollouts begin, and those of tenants cannot. */
  private static final String ROLLOUT = "R-";

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
    return tenants.all(TenantScope.everything()).stream().map(Tenant::id).toList();
  }

  /** The tenants of a rollout. */
  List<String> members(String rollout) {
    return rollouts.runs(TenantScope.everything(), rollout).stream()
        .map(RunRecord::tenant)
        .toList();
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
    shown.putAll(fleet.all(TenantScope.everything()));
  }

  /** Looks at some tenants anew. */
  void showTenants(List<String> ids) {
    TenantScope all = TenantScope.everything();
    shown.putAll(
        fleet.tenants(all, ids.stream().flatMap(id -> tenants.find(all, id).stream()).toList()));
  }

  /**
   * Lines of a log.
   *
   * @param after number of the last line that is known; -1 for the end of the log
   */
  LogPart log(TenantScope scope, String topic, long after) {
    String[] names = topic.substring("log:".length()).split("/", 2);
    int limit = after < 0 ? LOG_TAIL : Integer.MAX_VALUE;
    List<LogLine> found =
        logs.read(
                scope,
                new RunLogs.Run(names[0], names[1]),
                new RunLogs.Wanted(Math.max(0, after), "", limit))
            .lines();
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

  /**
   * Refuses a topic that names nothing of the scope.
   *
   * @throws DihyaException NOT_FOUND or USAGE, in the same words whether it does not exist or is
   *     outside of the scope
   */
  void check(TenantScope scope, String topic) {
    String[] parts = topic.split(":", 2);
    switch (parts[0]) {
      case "fleet", "rollouts" -> {
        if (parts.length == 2) {
          throw unknown();
        }
      }
      case "rollout" -> rollouts.view(scope, rest(parts));
      case "log" -> checkLog(scope, rest(parts).split("/", 2));
      default -> throw unknown();
    }
  }

  Object snapshot(TenantScope scope, String topic) {
    String[] parts = topic.split(":", 2);
    return switch (parts[0]) {
      case "fleet" -> fleet(scope, "snapshot", shown.keySet());
      case "rollouts" -> new RolloutsFrame("snapshot", rollouts.all(scope));
      case "rollout" -> {
        String id = rest(parts);
        yield rollout(scope, "snapshot", id, rollouts.runs(scope, id));
      }
      default -> throw unknown();
    };
  }

  /** What changed; empty when nothing of it is in the scope. */
  Optional<Object> delta(TenantScope scope, String topic, List<String> keys) {
    String[] parts = topic.split(":", 2);
    List<String> changed = keys.stream().filter(key -> concerns(scope, key)).toList();
    if (changed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(delta(scope, parts, changed));
  }

  private Object delta(TenantScope scope, String[] parts, List<String> changed) {
    return switch (parts[0]) {
      case "fleet" -> fleet(scope, "delta", changed);
      case "rollouts" ->
          new RolloutsFrame(
              "delta", changed.stream().map(rollout -> rollouts.view(scope, rollout)).toList());
      case "rollout" -> {
        String id = rest(parts);
        yield rollout(
            scope,
            "delta",
            id,
            TenantScope.only(changed).of(rollouts.runs(scope, id), RunRecord::tenant));
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

  private boolean concerns(TenantScope scope, String key) {
    return scope.whole()
        || (key.startsWith(ROLLOUT) ? rollouts.exists(scope, key) : scope.contains(key));
  }

  private FleetFrame fleet(TenantScope scope, String kind, Collection<String> sent) {
    List<FleetTenant> own = scope.of(shown.values(), FleetTenant::id);
    return new FleetFrame(
        kind,
        fleet.latest(),
        FleetCounts.of(own),
        FleetModel.versions(own),
        fleet.openRollouts(scope),
        scope.of(sent, Function.identity()).stream()
            .map(shown::get)
            .filter(Objects::nonNull)
            .toList());
  }

  private RolloutFrame rollout(TenantScope scope, String kind, String id, List<RunRecord> runs) {
    return new RolloutFrame(kind, rollouts.view(scope, id), rollouts.runs(scope, id, runs));
  }

  private void checkLog(TenantScope scope, String[] names) {
    if (names.length < 2) {
      throw unknown();
    }
    if (rollouts.runs(scope, names[0]).stream().noneMatch(run -> run.tenant().equals(names[1]))) {
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
