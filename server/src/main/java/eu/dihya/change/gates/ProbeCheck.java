package eu.dihya.change.gates;

import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import eu.dihya.base.DihyaException;
import eu.dihya.base.Json;
import eu.dihya.http.OutgoingHttp;
import eu.dihya.http.OutgoingRequest;
import eu.dihya.http.OutgoingResponse;
import eu.dihya.plan.ProbeGate;
import eu.dihya.rollout.GateResult;
import java.net.URI;
import java.time.Duration;

/**
 * Whether an address answers as is expected. What it answers instead is not repeated, because it
 * may be of people; nor is the query of the address.
 */
record ProbeCheck(OutgoingHttp http) {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  GateResult check(ProbeGate probe) {
    RetryPolicy<GateResult> again =
        RetryPolicy.<GateResult>builder()
            .handleResultIf(result -> result.outcome() != GateResult.Outcome.PASSED)
            .withMaxAttempts(probe.tries())
            .withDelay(PAUSE)
            .build();
    return Failsafe.with(again).get(() -> attempt(probe));
  }

  private GateResult attempt(ProbeGate probe) {
    String gate = "probe " + probe.name();
    try {
      OutgoingResponse answer =
          http.send(OutgoingRequest.get(URI.create(probe.url()), probe.limit()));
      if (answer.status() != probe.expectedStatus()) {
        return GateResult.failed(
            gate, "the status is " + answer.status() + ", not " + probe.expectedStatus());
      }
      return probe.pointer() == null
          ? GateResult.passed(gate, "the status is " + answer.status())
          : value(gate, probe, answer);
    } catch (DihyaException e) {
      return GateResult.inconclusive(gate, e.text());
    }
  }

  private static GateResult value(String gate, ProbeGate probe, OutgoingResponse answer) {
    JsonNode found;
    try {
      found = Json.tree(answer.text()).at(probe.pointer());
    } catch (RuntimeException e) {
      return GateResult.failed(gate, "the answer is no JSON");
    }
    return found.isValueNode() && found.asText().equals(probe.value())
        ? GateResult.passed(gate, "the value at " + probe.pointer() + " is as expected")
        : GateResult.failed(gate, "the value at " + probe.pointer() + " is not as expected");
  }
}
