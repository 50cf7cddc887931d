package eu.dihya.oidc;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where people sign in, and as which client of it we come.
 *
 * @param issuer letter by letter as the provider writes itself
 * @param secret asked for anew at each use, so that a rotated one is picked up; empty for a public
 *     client
 * @param scopes what is asked for; holds {@code openid}
 * @param groupsClaim where the groups stand
 */
public record ProviderSettings(
    URI issuer,
    String clientId,
    Supplier<Optional<String>> secret,
    List<String> scopes,
    String groupsClaim) {
  public ProviderSettings {
    scopes = List.copyOf(scopes);
  }
}
