package eu.dihya.oidc;

import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import eu.dihya.security.Identity;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of somebody.
 *
 * @param token from their ID token
 * @param info from the provider's page about them; null when it was not asked
 */
record Claims(IDTokenClaimsSet token, @Nullable ClaimsSet info) {
  Identity identity(String groupsClaim) {
    String subject = token.getSubject().getValue();
    return new Identity(
        token.getIssuer().getValue(),
        subject,
        Stream.of(text("preferred_username"), text("email"), Optional.of(subject))
            .flatMap(Optional::stream)
            .toList(),
        groups(groupsClaim),
        Optional.ofNullable(token.getAuthenticationTime()).map(Date::toInstant));
  }

  /** A list of texts, or the only one. */
  private List<String> groups(String claim) {
    Object found = claim(claim);
    if (found instanceof Collection<?> several) {
      return several.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    }
    return found instanceof String one ? List.of(one) : List.of();
  }

  private Optional<String> text(String claim) {
    return claim(claim) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private @Nullable Object claim(String name) {
    return Stream.of(Optional.of(token), Optional.ofNullable(info))
        .flatMap(Optional::stream)
        .map(claims -> claims.getClaim(name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
