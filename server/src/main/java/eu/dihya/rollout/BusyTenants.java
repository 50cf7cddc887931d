package eu.dihya.rollout;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Which tenants are in rollouts that have not ended. Thread-safe, over a map that others change.
 */
record BusyTenants(Map<String, ActiveRollout> active) {
  /** Those of a scope, with the rollout that has them. */
  Map<String, String> of(TenantScope scope) {
    Map<String, String> busy = new ConcurrentHashMap<>();
    active.values().stream()
        .filter(each -> !each.record().state().finished())
        .forEach(
            each ->
                scope
                    .of(each.runs(), RunRecord::tenant)
                    .forEach(run -> busy.put(run.tenant(), each.record().id())));
    return busy;
  }

  /**
   * @throws DihyaException CONFLICT when a tenant is in a rollout that has not ended
   */
  void refuse(Stream<String> tenants) {
    Map<String, String> busy = of(TenantScope.everything());
    tenants
        .filter(busy::containsKey)
        .findFirst()
        .ifPresent(
            tenant -> {
              throw new DihyaException(
                  ErrorCode.CONFLICT,
                  "tenant "
                      + tenant
                      + " is in rollout "
                      + busy.get(tenant)
                      + ", which has not ended; resume, drain or abort it first");
            });
  }
}
