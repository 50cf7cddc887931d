package eu.dihya.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import eu.dihya.security.SignInRefused;
import java.net.URI;
import java.net.URL;
import java.time.Instant;
import java.util.Set;

/** Which ID tokens are believed. Thread-safe. */
final class IdTokens {
  private static final int SKEW_SECONDS = 60;

  /** Of a key pair each, so that nobody who only knows our secret can sign; never {@code none}. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  private final IDTokenValidator validator;

  /**
   * @param keys where the provider's keys are; asked for again when a token names one that is not
   *     known, at most twice in half a minute
   */
  IdTokens(URI issuer, String clientId, URL keys, Exchange exchange) {
    JWKSource<SecurityContext> source =
        JWKSourceBuilder.create(keys, exchange).refreshAheadCache(false).build();
    this.validator =
        new IDTokenValidator(
            new Issuer(issuer),
            new ClientID(clientId),
            new JWSVerificationKeySelector<>(ALGORITHMS, source),
            null);
    validator.setMaxClockSkew(SKEW_SECONDS);
  }

  /**
   * What the token says.
   *
   * @throws SignInRefused UNTRUSTED; UNREACHABLE when its key cannot be got
   */
  IDTokenClaimsSet check(JWT token, Nonce nonce) {
    try {
      IDTokenClaimsSet claims = validator.validate(token, nonce);
      refuseBeforeItsTime(claims);
      return claims;
    } catch (RateLimitReachedException e) {
      throw Provider.untrusted("its token names a key that it does not have", e);
    } catch (KeySourceException e) {
      throw Provider.unreachable(e);
    } catch (BadJOSEException | JOSEException e) {
      throw Provider.untrusted("its token does not hold: " + e.getMessage(), e);
    }
  }

  /** The validator of the library leaves {@code nbf} out. */
  private static void refuseBeforeItsTime(IDTokenClaimsSet claims) {
    Object begin = claims.getClaim("nbf");
    if (begin instanceof Number seconds
        && seconds.longValue() > Instant.now().getEpochSecond() + SKEW_SECONDS) {
      throw Provider.untrusted("its token is not good yet", null);
    }
  }
}
