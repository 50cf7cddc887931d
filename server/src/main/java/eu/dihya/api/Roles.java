package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.Role;
import java.util.List;

/** Roles as the contract names them. */
final class Roles {
  private Roles() {}

  /**
   * @throws DihyaException USAGE for an unknown one
   */
  static Role role(String code) {
    List<String> known = Role.ofPeople().stream().map(Role::code).toList();
    return Role.of(code)
        .orElseThrow(
            () ->
                new DihyaException(
                    ErrorCode.USAGE,
                    "role is one of " + String.join(", ", known) + ", not '" + code + "'"));
  }
}
