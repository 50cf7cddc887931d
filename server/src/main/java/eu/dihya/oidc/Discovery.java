package eu.dihya.oidc;

import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import eu.dihya.security.SignInRefused;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the provider says of itself, asked for when somebody first signs in and each hour after. An
 * answer that was good stays so while the provider does not give another. Thread-safe.
 */
final class Discovery {
  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);
  private static final Duration GOOD = Duration.ofHours(1);

  private final Issuer issuer;
  private final Exchange exchange;
  private final Clock clock;
  private volatile @Nullable Found found;

  Discovery(URI issuer, Exchange exchange, Clock clock) {
    this.issuer = new Issuer(issuer);
    this.exchange = exchange;
    this.clock = clock;
  }

  private record Found(OIDCProviderMetadata metadata, Instant at) {}

  /**
   * @throws SignInRefused UNREACHABLE, UNTRUSTED
   */
  OIDCProviderMetadata metadata() {
    Found known = found;
    Instant now = clock.instant();
    if (known != null && known.at().plus(GOOD).isAfter(now)) {
      return known.metadata();
    }
    try {
      Found fresh = new Found(ask(), now);
      found = fresh;
      return fresh.metadata();
    } catch (SignInRefused e) {
      if (known == null) {
        throw e;
      }
      LOG.warn("the identity provider is taken as it was known before: {}", e.text());
      return known.metadata();
    }
  }

  private OIDCProviderMetadata ask() {
    OIDCProviderMetadata metadata;
    try {
      URI address = OIDCProviderMetadata.resolveURL(issuer).toURI();
      metadata = OIDCProviderMetadata.parse(exchange.read(address));
    } catch (IOException e) {
      throw Provider.unreachable(e);
    } catch (GeneralException | URISyntaxException e) {
      throw refused("what it says of itself cannot be read: " + e.getMessage());
    }
    if (!metadata.getIssuer().equals(issuer)) {
      throw refused("it calls itself otherwise than auth.oidc.issuer says");
    }
    checked("authorization_endpoint", metadata.getAuthorizationEndpointURI());
    checked("token_endpoint", metadata.getTokenEndpointURI());
    checked("jwks_uri", metadata.getJWKSetURI());
    if (metadata.getUserInfoEndpointURI() != null) {
      checked("userinfo_endpoint", metadata.getUserInfoEndpointURI());
    }
    return metadata;
  }

  /** A provider that is reached over TLS leads nowhere else in clear. */
  private void checked(String what, @Nullable URI address) {
    boolean plain = issuer.getValue().startsWith("http://");
    boolean good =
        address != null
            && address.getHost() != null
            && ("https".equals(address.getScheme()) || plain && "http".equals(address.getScheme()));
    if (!good) {
      throw refused("its " + what + " is no address of https");
    }
  }

  private static SignInRefused refused(String reason) {
    return Provider.untrusted(reason, null);
  }
}
