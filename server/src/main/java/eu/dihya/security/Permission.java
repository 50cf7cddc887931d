package eu.dihya.security;

import java.util.Locale;

/**
 * Something that may be allowed or not; each operation of the API needs one of them. Most reach the
 * installation as a whole; who has only certain tenants may do only what is bounded by them.
 */
public enum Permission {
  /** To know who one is oneself. */
  KNOW_ONESELF,
  /** Fleet, tenants, migrations and rollouts, also live: of one's own tenants. */
  READ,
  /** Plans, and reports of rollouts, which speak of all their tenants. */
  READ_PLANS,
  /** The logs of runs, which quote statements. */
  READ_LOGS,
  /** Archived evidence. */
  READ_EVIDENCE,
  /** The configuration in effect. */
  READ_SETTINGS,
  /** Read targets anew. */
  OBSERVE,
  /** Register tenants, suspend and archive them. */
  CHANGE_TENANTS,
  /** Write migration files into the workspace. */
  CHANGE_MIGRATIONS,
  /** Try migrations on scratch databases, and in transactions that are rolled back. */
  TRY_MIGRATIONS,
  /** Make plans. */
  PLAN,
  /** Approve plans of others. */
  APPROVE_PLANS,
  /** Start rollouts, steer them, and decide what is in doubt. */
  ROLL_OUT,
  /** Run the control store's own checks. */
  CHECK_STORE,
  /** Create, list and revoke API tokens. */
  MANAGE_TOKENS,
  /** Invite people, give them roles, suspend them. */
  MANAGE_PEOPLE,
  /** Set, list, rotate and remove sealed secrets; never to read one. */
  MANAGE_SECRETS;

  /** Whether it can be done for some tenants without touching the others. */
  boolean boundedByTenants() {
    return switch (this) {
      case KNOW_ONESELF, READ, READ_LOGS, OBSERVE -> true;
      case READ_PLANS,
          READ_EVIDENCE,
          READ_SETTINGS,
          CHANGE_TENANTS,
          CHANGE_MIGRATIONS,
          TRY_MIGRATIONS,
          PLAN,
          APPROVE_PLANS,
          ROLL_OUT,
          CHECK_STORE,
          MANAGE_TOKENS,
          MANAGE_PEOPLE,
          MANAGE_SECRETS ->
          false;
    };
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
