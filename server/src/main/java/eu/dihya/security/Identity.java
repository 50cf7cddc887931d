package eu.dihya.security;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody, as the identity provider says; what it says has been checked.
 *
 * @param issuer the provider
 * @param subject their name there, which is never given to anybody else
 * @param names by which they may be shown, the best first; anything may stand in them
 * @param groups that they are in
 * @param shownAt when they last showed the provider who they are; empty when it does not say
 */
public record Identity(
    String issuer,
    String subject,
    List<String> names,
    List<String> groups,
    Optional<Instant> shownAt) {
  public Identity {
    names = List.copyOf(names);
    groups = List.copyOf(groups);
  }

  /** What is kept of issuer and subject, by which an account is found again. */
  public String key() {
    // An issuer is an address, so it holds no line break.
    return Tokens.hash(issuer + "\n" + subject);
  }
}
