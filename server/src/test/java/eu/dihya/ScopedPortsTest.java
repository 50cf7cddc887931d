package eu.dihya;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.audit.AuditLog;
import eu.dihya.base.TenantScope;
import eu.dihya.plan.ApprovalStore;
import eu.dihya.plan.ObservationStore;
import eu.dihya.rollout.RolloutStore;
import eu.dihya.rollout.Rollouts;
import eu.dihya.rollout.RunLogs;
import eu.dihya.tenants.TenantStore;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever keeps what belongs to tenants gives it to nobody who does not name a scope. */
class ScopedPortsTest {
  /** Those that write, or act for somebody who needs a permission for all tenants. */
  private static final Set<String> WRITING =
      Set.of(
          "save",
          "saveRun",
          "keep",
          "create",
          "append",
          "recover",
          "askForApprovals",
          "start",
          "startAwaiting",
          "act",
          "decide",
          "amend",
          "signOff",
          "reported",
          "pauseForShutdown",
          "pauseAllForShutdown",
          "close");

  /** Where a log is, for the archive of a whole rollout. */
  private static final Set<String> PLACES = Set.of("file");

  @ParameterizedTest
  @ValueSource(
      classes = {
        TenantStore.class,
        ObservationStore.class,
        ApprovalStore.class,
        RolloutStore.class,
        AuditLog.class,
        RunLogs.class,
        Rollouts.class
      })
  void whoReadsNamesAScope(Class<?> port) {
    List<Method> reading =
        Stream.of(port.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
            .filter(method -> !WRITING.contains(method.getName()))
            .filter(method -> !PLACES.contains(method.getName()))
            .toList();
    assertThat(reading)
        .isNotEmpty()
        .allMatch(
            method ->
                Arrays.stream(method.getParameterTypes())
                    .findFirst()
                    .filter(TenantScope.class::equals)
                    .isPresent());
  }
}
