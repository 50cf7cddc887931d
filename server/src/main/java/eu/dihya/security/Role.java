package eu.dihya.security;

import java.util.Locale;

/**
 * What a principal may do. Accounts with more roles come later; the person at the one-time link is
 * the administrator.
 */
public enum Role {
  PLATFORM_ADMIN,
  /** The product itself: policies and recovery. */
  SYSTEM;

  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
