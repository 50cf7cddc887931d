package eu.dihya.security;

import static eu.dihya.security.Permission.APPROVE_PLANS;
import static eu.dihya.security.Permission.CHANGE_MIGRATIONS;
import static eu.dihya.security.Permission.CHANGE_TENANTS;
import static eu.dihya.security.Permission.CHECK_STORE;
import static eu.dihya.security.Permission.KNOW_ONESELF;
import static eu.dihya.security.Permission.MANAGE_PEOPLE;
import static eu.dihya.security.Permission.MANAGE_SECRETS;
import static eu.dihya.security.Permission.MANAGE_TOKENS;
import static eu.dihya.security.Permission.OBSERVE;
import static eu.dihya.security.Permission.PLAN;
import static eu.dihya.security.Permission.READ;
import static eu.dihya.security.Permission.READ_EVIDENCE;
import static eu.dihya.security.Permission.READ_LOGS;
import static eu.dihya.security.Permission.READ_PLANS;
import static eu.dihya.security.Permission.READ_SETTINGS;
import static eu.dihya.security.Permission.ROLL_OUT;
import static eu.dihya.security.Permission.TRY_MIGRATIONS;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a principal may do. The same table stands in {@code docs/security.md}. */
public enum Role {
  PLATFORM_ADMIN(EnumSet.allOf(Permission.class)),
  OPERATOR(
      EnumSet.of(
          KNOW_ONESELF,
          READ,
          READ_PLANS,
          READ_LOGS,
          READ_EVIDENCE,
          READ_SETTINGS,
          OBSERVE,
          CHANGE_TENANTS,
          CHANGE_MIGRATIONS,
          TRY_MIGRATIONS,
          PLAN,
          ROLL_OUT,
          CHECK_STORE)),
  APPROVER(EnumSet.of(KNOW_ONESELF, READ, READ_PLANS, READ_LOGS, READ_EVIDENCE, APPROVE_PLANS)),
  SECURITY(
      EnumSet.of(
          KNOW_ONESELF,
          READ,
          READ_PLANS,
          READ_LOGS,
          READ_EVIDENCE,
          READ_SETTINGS,
          APPROVE_PLANS,
          MANAGE_TOKENS,
          MANAGE_PEOPLE,
          MANAGE_SECRETS)),
  AUDITOR(EnumSet.of(KNOW_ONESELF, READ, READ_PLANS, READ_LOGS, READ_EVIDENCE, READ_SETTINGS)),
  DPO(EnumSet.of(KNOW_ONESELF, READ, READ_PLANS, READ_EVIDENCE)),
  /** Knows only of tenants that were given to them. */
  TENANT_ADMIN(EnumSet.of(KNOW_ONESELF, READ, READ_LOGS)),
  VIEWER(EnumSet.of(KNOW_ONESELF, READ, READ_PLANS)),
  /** The product itself: policies and recovery. Calls no API. */
  SYSTEM(EnumSet.noneOf(Permission.class));

  @SuppressWarnings("ImmutableEnumChecker") // it is a copy that cannot be changed
  private final Set<Permission> permissions;

  Role(Set<Permission> permissions) {
    this.permissions = Set.copyOf(permissions);
  }

  /** Those that somebody can have. */
  public static List<Role> ofPeople() {
    return Arrays.stream(values()).filter(role -> role != SYSTEM).toList();
  }

  public static Optional<Role> of(String code) {
    return ofPeople().stream().filter(role -> role.code().equals(code)).findFirst();
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether who has it must have a second factor: everybody who does more than look. */
  public boolean needsSecondFactor() {
    return this != VIEWER && this != AUDITOR;
  }

  /** Whether it is only for those who have certain tenants. */
  public boolean ofTenants() {
    return this == TENANT_ADMIN;
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /** Whether the other role may do nothing that this one may not. */
  public boolean covers(Role other) {
    return permissions.containsAll(other.permissions);
  }
}
