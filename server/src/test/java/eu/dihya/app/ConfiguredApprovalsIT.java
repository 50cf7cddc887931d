package eu.dihya.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.audit.AuditEntry;
import eu.dihya.plan.Approval;
import eu.dihya.security.Principal;
import eu.dihya.security.Role;
import eu.dihya.store.ControlStore;
import eu.dihya.store.JdbiApprovalStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workspace whose configuration asks for approvals, over a restart. */
class ConfiguredApprovalsIT {
  @TempDir Path directory;

  @Test
  void everyPlanAsksForThemAndAnApprovalBeforeACrashStartsAfterIt() throws IOException {
    TestWorkspace workspace = new TestWorkspace(directory).with(1);
    workspace.write("dihya.yaml", "rollout: { approvals: { approver: 1 } }\n");
    JsonNode plan;
    String rollout;
    String amina;
    try (DihyaServer server = workspace.serve();
        ServerClient local = TestWorkspace.client(server)) {
      TestPeople people = new TestPeople(server);
      people.person("amina", "approver");
      amina = people.admin().get("/api/v1/people").json().at("/items/0/id").asText();
      ServerClient.Answer less =
          local.post("/api/v1/plans", Map.of("approvals", Map.of("security", 1)));
      assertThat(less.status()).isEqualTo(400);
      assertThat(less.text()).contains("rollout.approvals asks for 1 approver");
      ServerClient.Answer operators =
          local.post("/api/v1/plans", Map.of("approvals", Map.of("operator", 1)));
      assertThat(operators.text()).contains("operator approves no plans");
      plan = local.post("/api/v1/plans", Map.of()).json();
      assertThat(plan.at("/approvals/required/approver").asInt()).isEqualTo(1);
      rollout = TestWorkspace.start(local, Map.of());
      TestWorkspace.awaitState(local, rollout, "awaiting-approval");
      ServerClient.Answer paused =
          local.post("/api/v1/rollouts/" + rollout + "/pause", Map.of("reason", "x"));
      assertThat(paused.status()).isEqualTo(409);
    }
    try (ControlStore control = ControlStore.open(directory.resolve(".dihya/control.db"))) {
      new JdbiApprovalStore(control)
          .append(
              new Approval(
                  plan.path("digest").asText(),
                  plan.path("id").asText(),
                  amina,
                  amina,
                  Role.APPROVER,
                  Approval.Word.APPROVED,
                  Instant.now(),
                  ""),
              AuditEntry.of(
                  Instant.now(),
                  "local",
                  AuditEntry.Actor.of(Principal.LOCAL_CLI),
                  "plan.approve",
                  "P-0001",
                  ""));
    }
    try (DihyaServer server = workspace.serve();
        ServerClient local = TestWorkspace.client(server)) {
      TestWorkspace.awaitState(local, rollout, "succeeded");
    }
  }
}
