package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import eu.dihya.base.Suggestions;
import eu.dihya.security.Permission;
import eu.dihya.security.Role;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How many people of which role have to approve a plan before it is carried out. Immutable. */
public record RequiredApprovals(SortedMap<Role, Integer> perRole) {
  /** Nobody is asked. */
  public static final RequiredApprovals NONE = new RequiredApprovals(new TreeMap<>());

  /** The most that may be asked of one role. */
  public static final int MOST = 20;

  public RequiredApprovals {
    perRole = Collections.unmodifiableSortedMap(new TreeMap<>(perRole));
    perRole.forEach(
        (role, count) -> {
          if (!role.may(Permission.APPROVE_PLANS)) {
            throw new IllegalArgumentException(
                "the role " + role.code() + " approves no plans; these do: " + rolesThatApprove());
          }
          if (count < 1 || count > MOST) {
            throw new IllegalArgumentException(
                "of the role " + role.code() + " from 1 to " + MOST + " approvals can be asked");
          }
        });
  }

  /**
   * Reads numbers by role.
   *
   * @throws IllegalArgumentException for a role that does not approve, or a number that cannot be
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static RequiredApprovals of(Map<String, Integer> perRole) {
    SortedMap<Role, Integer> read = new TreeMap<>();
    perRole.forEach(
        (code, count) -> {
          Role role =
              Role.of(code)
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "'"
                                  + code
                                  + "' is no role"
                                  + Suggestions.hint(code, codes())
                                  + "; plans are approved by "
                                  + rolesThatApprove()));
          read.put(role, Optional.ofNullable(count).orElse(0));
        });
    return new RequiredApprovals(read);
  }

  /** The roles that may approve, in words. */
  public static String rolesThatApprove() {
    return String.join(", ", codes());
  }

  /** The roles that may approve. */
  public static List<String> codes() {
    return Role.ofPeople().stream()
        .filter(role -> role.may(Permission.APPROVE_PLANS))
        .map(Role::code)
        .toList();
  }

  public boolean isEmpty() {
    return perRole.isEmpty();
  }

  /** For each role the larger of both numbers. */
  public RequiredApprovals atLeast(RequiredApprovals other) {
    SortedMap<Role, Integer> larger = new TreeMap<>(perRole);
    other.perRole.forEach((role, count) -> larger.merge(role, count, Math::max));
    return new RequiredApprovals(larger);
  }

  /** What is missing when so many have been given; empty when nothing is. */
  public RequiredApprovals less(Map<Role, Integer> given) {
    SortedMap<Role, Integer> missing = new TreeMap<>();
    perRole.forEach(
        (role, count) -> {
          int left = count - given.getOrDefault(role, 0);
          if (left > 0) {
            missing.put(role, left);
          }
        });
    return new RequiredApprovals(missing);
  }

  @JsonValue
  Map<String, Integer> codedCounts() {
    Map<String, Integer> coded = new TreeMap<>();
    perRole.forEach((role, count) -> coded.put(role.code(), count));
    return coded;
  }

  /** {@code 1 approver, 2 security}. */
  @Override
  public String toString() {
    return perRole.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().code())
        .collect(Collectors.joining(", "));
  }
}
