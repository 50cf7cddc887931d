package eu.dihya.security;

import java.util.List;
import java.util.Optional;

/** Accounts of people in the control store, for reading. Thread-safe. */
public interface AccountStore {
  Optional<Kept> find(String id);

  /** Without regard to case. */
  Optional<Kept> named(String name);

  /** Whom a set-up link is for. */
  Optional<Kept> ofSetUp(String tokenHash);

  /** Who signs in through the identity provider, by {@link Identity#key()}. */
  Optional<Kept> ofIdentity(String key);

  /** Ordered by name. */
  List<Kept> all();

  /**
   * An account as it is kept.
   *
   * @param revision how often it was changed; a change names the one that it was made from
   */
  record Kept(Account account, Credentials credentials, long revision) {
    /** {@code suspended}, {@code active}, or {@code invited} as long as nobody can sign in. */
    public String state() {
      boolean usable = credentials.passwordHash() != null || credentials.elsewhere();
      String set = usable ? "active" : "invited";
      return account.suspended() ? "suspended" : set;
    }

    public Kept with(Account other) {
      return new Kept(other, credentials, revision);
    }

    public Kept with(Credentials other) {
      return new Kept(account, other, revision);
    }
  }
}
