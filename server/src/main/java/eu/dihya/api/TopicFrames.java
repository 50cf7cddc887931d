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
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes the bodies of stream events. Called by one flush at a time. */
final class TopicFrames {
  private static final int LOG_TAIL = 200;

  private final FleetModel fleet;
  private final TenantStore tenants;
  private final RolloutViews rollouts;
  private final RunLogs logs;
  private final TreeMap<String, FleetTenant> shown = new TreeMap<>();

  TopicFrames(FleetModel fleet, TenantStore tenants, RolloutViews rollouts, RunLogs logs) {
    this.fleet = fleet;
    this.tenants = tenants;
    this.rollouts = rollouts;
    this.logs = logs;
  }

  List<String> tenantIds() {
    return tenants.all().stream().map(Tenant::id).toList();
  }

  /** Whether a topic names something that exists. */
  void check(String topic) {
    String[] parts = topic.split(":", 2);
    switch (parts[0]) {
      case "fleet", "rollouts" -> {
        if (parts.length == 2) {
          throw unknown(topic);
        }
      }
      case "rollout" -> rollouts.view(rest(topic, parts));
      case "log" -> rollouts.view(rest(topic, parts).split("/", 2)[0]);
      default -> throw unknown(topic);
    }
  }

  Object snapshot(String topic) {
    String[] parts = topic.split(":", 2);
    return switch (parts[0]) {
      case "fleet" -> {
        shown.clear();
        shown.putAll(fleet.all());
        yield fleet("snapshot", List.copyOf(shown.values()));
      }
      case "rollouts" -> new RolloutsFrame("snapshot", rollouts.all());
      case "rollout" -> rollout("snapshot", rest(topic, parts), rollouts.runs(rest(topic, parts)));
      case "log" -> log(rest(topic, parts), 0);
      default -> throw unknown(topic);
    };
  }

  Object delta(String topic, List<String> keys) {
    String[] parts = topic.split(":", 2);
    Set<String> changed = new HashSet<>(keys);
    return switch (parts[0]) {
      case "fleet" -> fleetDelta(changed);
      case "rollouts" -> new RolloutsFrame("delta", keys.stream().map(rollouts::view).toList());
      case "rollout" -> {
        String id = rest(topic, parts);
        yield rollout("delta", id, rollouts.runs(id).stream().filter(run -> changed.contains(run.tenant())).toList());
      }
      case "log" -> log(rest(topic, parts), keys.stream().mapToLong(Long::parseLong).min().orElse(1) - 1);
      default -> throw unknown(topic);
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

  private Object fleetDelta(Set<String> changed) {
    List<Tenant> chosen = tenants.all().stream().filter(tenant -> changed.contains(tenant.id())).toList();
    SortedMap<String, FleetTenant> fresh = fleet.tenants(chosen);
    if (shown.isEmpty()) {
      shown.putAll(fleet.all());
    }
    shown.putAll(fresh);
    return fleet("delta", List.copyOf(fresh.values()));
  }

  private FleetFrame fleet(String kind, List<FleetTenant> sent) {
    return new FleetFrame(
        kind, fleet.latest(), FleetCounts.of(shown.values()), FleetModel.versions(shown.values()), fleet.openRollouts(), sent);
  }

  private RolloutFrame rollout(String kind, String id, List<RunRecord> runs) {
    return new RolloutFrame(kind, rollouts.view(id), runs.stream().map(rollouts::run).toList());
  }

  private LogFrame log(String rest, long after) {
    String[] names = rest.split("/", 2);
    String tenant = names.length == 2 ? names[1] : "";
    return new LogFrame(names[0], tenant, logs.read(names[0], tenant, after, "", LOG_TAIL).lines());
  }

  private static String rest(String topic, String[] parts) {
    if (parts.length < 2) {
      throw unknown(topic);
    }
    return parts[1];
  }

  private static DihyaException unknown(String topic) {
    return new DihyaException(
        ErrorCode.USAGE, "there is no topic '" + topic + "'; there are fleet, rollouts, rollout:R-0001 and log:R-0001/tenant");
  }
}
