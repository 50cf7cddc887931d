package eu.dihya.security;

import java.util.Optional;

/**
 * Which person stands behind a principal: somebody with an account themselves, and for a token who
 * made it, which a token cannot have done. Nobody knows who uses a sign-in link or the command line
 * on the server's machine. Thread-safe.
 */
public final class PersonBehind {
  private final AccountStore accounts;
  private final ApiTokenStore tokens;

  public PersonBehind(AccountStore accounts, ApiTokenStore tokens) {
    this.accounts = accounts;
    this.tokens = tokens;
  }

  /** Id of the account; that of the principal where there is none. */
  public String id(String principal) {
    return ApiToken.ofPrincipal(principal)
        .flatMap(tokens::find)
        .map(kept -> kept.token().createdBy())
        .orElse(principal);
  }

  /** The account with that id as it is now. */
  public Optional<Account> account(String id) {
    return accounts.find(id).map(AccountStore.Kept::account);
  }
}
