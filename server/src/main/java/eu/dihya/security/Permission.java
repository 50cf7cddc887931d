package eu.dihya.security;

import java.util.Locale;

/** Something that may be allowed or not; each operation of the API needs one of them. */
public enum Permission {
  /** To know who one is oneself. */
  KNOW_ONESELF,
  /** Fleet, tenants, migrations, plans, rollouts and reports, also live. */
  READ,
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
  /** Start rollouts, steer them, and decide what is in doubt. */
  ROLL_OUT,
  /** Run the control store's own checks. */
  CHECK_STORE,
  /** Create, list and revoke API tokens. */
  MANAGE_TOKENS,
  /** Set, list, rotate and remove sealed secrets; never to read one. */
  MANAGE_SECRETS;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
