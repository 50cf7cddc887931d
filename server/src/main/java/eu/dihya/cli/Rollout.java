package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** A rollout as the server showed it last. */
record Rollout(JsonNode json) {
  private static final Set<String> FINISHED = Set.of("succeeded", "partial", "failed", "aborted");

  String id() {
    return json.path("id").asText();
  }

  String state() {
    return json.path("state").asText();
  }

  String cause() {
    return json.path("cause").asText();
  }

  boolean isFinished() {
    return FINISHED.contains(state()) || json.hasNonNull("finishedAt");
  }

  boolean isPaused() {
    return state().equals("paused");
  }

  /** Whether people have to approve its plan before anything happens. */
  boolean awaitsApproval() {
    return state().equals("awaiting-approval");
  }

  /** Whether it is to start by itself at a later time. */
  boolean isScheduled() {
    return state().equals("scheduled");
  }

  /** Whether nothing moves any more: ended, waiting for people, or paused with none under way. */
  boolean isSettled() {
    return isFinished() || awaitsApproval() || (isPaused() && underWay() == 0);
  }

  int count(String mark) {
    return json.path("counts").path(mark).asInt();
  }

  int underWay() {
    return count("preparing") + count("running") + count("verifying");
  }

  /** How many are through, well or not. */
  int over() {
    return count("done") + count("failed") + count("held") + count("rolledBack");
  }

  int exitCode() {
    return switch (state()) {
      case "succeeded" -> Plan.leavesOut(json.path("excluded")) ? Exit.PARTIAL : Exit.DONE;
      case "partial" -> Exit.PARTIAL;
      case "paused", "awaiting-approval", "scheduled" -> Exit.PAUSED;
      default -> Exit.FAILED;
    };
  }

  /** {@code R-0001 running: 12 of 40 done, 1 failed, wave 2 of 3 (50%), 3–5 min left}. */
  String line() {
    var line = new StringBuilder(id()).append(' ').append(state()).append(": ");
    line.append(count("done")).append(" of ").append(count("total")).append(" done");
    for (String mark : List.of("failed", "held", "rolledBack")) {
      if (count(mark) > 0) {
        line.append(", ")
            .append(count(mark))
            .append(' ')
            .append(mark.equals("rolledBack") ? "rolled back" : mark);
      }
    }
    if (!isSettled()) {
      line.append(wave()).append(eta()).append(windows()).append(orphans());
    }
    String because = json.path("because").asText();
    return DisplayText.oneLine(because.isEmpty() ? line.toString() : line + " (" + because + ")");
  }

  private String wave() {
    JsonNode waves = json.path("waves");
    for (int i = 0; i < waves.size(); i++) {
      JsonNode wave = waves.path(i);
      if (wave.path("state").asText().equals("admitted") && waves.size() > 1) {
        return ", wave "
            + (i + 1)
            + " of "
            + waves.size()
            + " ("
            + wave.path("name").asText()
            + ")";
      }
    }
    return "";
  }

  private String windows() {
    JsonNode waits = json.path("waits");
    return waits.isEmpty()
        ? ""
        : ", "
            + Words.count(
                waits.valueStream().mapToInt(wait -> wait.path("tenants").asInt()).sum(), "tenant")
            + " waiting for a window, the next at "
            + waits.path(0).path("window").asText();
  }

  /** Nobody else sees a statement that runs on without its client, so it is said in the line. */
  private String orphans() {
    JsonNode orphans = json.path("orphans");
    if (orphans.isEmpty()) {
      return "";
    }
    JsonNode first = orphans.path(0);
    JsonNode orphan = first.path("orphan");
    return ", orphan running on "
        + first.path("tenant").asText()
        + ": connection "
        + orphan.path("connection").asText()
        + " since "
        + orphan.path("since").asText().replaceFirst("\\.\\d+Z$", "Z")
        + (orphans.size() > 1 ? " and " + (orphans.size() - 1) + " more" : "");
  }

  private String eta() {
    JsonNode eta = json.path("eta");
    return eta.isObject()
        ? ", " + span(eta.path("lowSeconds").asLong(), eta.path("highSeconds").asLong()) + " left"
        : "";
  }

  private static String span(long low, long high) {
    boolean inSeconds = high < 120;
    long from = inSeconds ? low : low / 60;
    long to = inSeconds ? high : (high + 59) / 60;
    return (from == to ? "about " + to : from + "-" + to) + (inSeconds ? " s" : " min");
  }
}
