package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.rollout.RolloutAction;
import eu.dihya.rollout.RunChoice;
import eu.dihya.rollout.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What somebody asks of a rollout, and of which of its tenants. */
record ActBody(
    @Nullable String reason,
    @Nullable List<String> tenants,
    @Nullable String select,
    @Nullable Integer expect,
    @Nullable String failureGroup,
    boolean amend,
    boolean allowOutOfOrder) {
  String reasonOrEmpty() {
    return Optional.ofNullable(reason).map(String::strip).orElse("");
  }

  /**
   * Holds it against what the action wants to be told.
   *
   * @throws DihyaException USAGE that names the field that is missing
   */
  void requireWhatItNeeds(RolloutAction action) {
    if (select != null && expect == null) {
      throw missing("expect", "with 'select': how many tenants it should take");
    }
    switch (action) {
      case SKIP, HOLD, RELEASE -> {
        if (select == null && (tenants == null || tenants.isEmpty())) {
          throw missing("tenants", "or 'select': which tenants are meant");
        }
        requireReason(action);
      }
      case PROMOTE -> requireReason(action);
      case REVERT ->
          throw new DihyaException(
              ErrorCode.USAGE,
              "a revert begins with a plan: POST /api/v1/plans with 'reverts', then start it");
      case SIGN_OFF ->
          throw new DihyaException(
              ErrorCode.NOT_FOUND, "a sign-off is sent to its own address, with its verdict");
      case PAUSE, RESUME, DRAIN, ABORT, RETRY -> {}
    }
  }

  /** Which runs are meant; what a selector takes is told by {@code selected}. */
  RunChoice choice(Function<String, Predicate<RunRecord>> selected) {
    return new RunChoice(
        Optional.ofNullable(tenants).orElse(List.of()),
        failureGroup,
        select == null ? run -> true : selected.apply(select),
        expect);
  }

  private void requireReason(RolloutAction action) {
    if (reasonOrEmpty().isEmpty()) {
      throw missing("reason", "to " + action.code());
    }
  }

  private static DihyaException missing(String field, String because) {
    return new DihyaException(
        ErrorCode.USAGE, "field '" + field + "' is missing; it is needed " + because);
  }
}
