package eu.dihya.oidc;

import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import eu.dihya.base.DihyaException;
import eu.dihya.http.OutgoingHttp;
import eu.dihya.security.Identity;
import eu.dihya.security.SignInRefused;
import eu.dihya.security.SignInRefused.Why;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The identity provider: where people are sent, and who it says came back. Calls block, so make
 * them on virtual threads. Thread-safe.
 */
public final class Provider {
  /** How much clocks may differ. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  private final ProviderSettings settings;
  private final Exchange exchange;
  private final Discovery discovery;
  private volatile @Nullable Tokens tokens;

  public Provider(ProviderSettings settings, OutgoingHttp http, Clock clock) {
    this.settings = settings;
    this.exchange = new Exchange(http);
    this.discovery = new Discovery(settings.issuer(), exchange, clock);
  }

  /** Those of keys at one address; the provider may move them. */
  private record Tokens(URI keys, IdTokens believed) {}

  /**
   * The page of the provider where somebody signs in.
   *
   * @throws SignInRefused UNREACHABLE, UNTRUSTED
   */
  public URI authorization(Journey journey) {
    OIDCProviderMetadata metadata = discovery.metadata();
    var request =
        new AuthenticationRequest.Builder(
                ResponseType.CODE,
                new Scope(settings.scopes().toArray(String[]::new)),
                new ClientID(settings.clientId()),
                URI.create(journey.redirect()))
            .endpointURI(metadata.getAuthorizationEndpointURI())
            .state(new State(journey.state()))
            .nonce(new Nonce(journey.nonce()))
            .codeChallenge(new CodeVerifier(journey.verifier()), CodeChallengeMethod.S256);
    if (journey.again()) {
      request.prompt(Prompt.Type.LOGIN).maxAge(0);
    }
    return request.build().toURI();
  }

  /**
   * Who came back with a code, which is used up.
   *
   * @throws SignInRefused UNREACHABLE, UNTRUSTED; NOT_FRESH when they had to show anew who they are
   *     and did not
   */
  public Identity identify(Journey journey, String code) {
    OIDCProviderMetadata metadata = discovery.metadata();
    OIDCTokenResponse answer = redeem(metadata, journey, code);
    JWT token = answer.getOIDCTokens().getIDToken();
    if (token == null) {
      throw untrusted("it gives no ID token", null);
    }
    IDTokenClaimsSet claims =
        tokens(metadata.getJWKSetURI()).check(token, new Nonce(journey.nonce()));
    Identity identity = complete(metadata, claims, answer).identity(settings.groupsClaim());
    boolean fresh =
        identity.shownAt().filter(at -> !at.isBefore(journey.began().minus(SKEW))).isPresent();
    if (journey.again() && !fresh) {
      throw new SignInRefused(
          Why.NOT_FRESH, "the provider did not say that you have just shown who you are");
    }
    return identity;
  }

  /** Some providers tell of groups only where the access token is shown. */
  private Claims complete(
      OIDCProviderMetadata metadata, IDTokenClaimsSet claims, OIDCTokenResponse answer) {
    URI address = metadata.getUserInfoEndpointURI();
    if (claims.getClaim(settings.groupsClaim()) != null || address == null) {
      return new Claims(claims, null);
    }
    UserInfo info = info(address, answer);
    if (info == null || !claims.getSubject().equals(info.getSubject())) {
      throw untrusted("what it tells of somebody is not of who signed in", null);
    }
    return new Claims(claims, info);
  }

  private @Nullable UserInfo info(URI address, OIDCTokenResponse answer) {
    try {
      UserInfoResponse response =
          UserInfoResponse.parse(
              new UserInfoRequest(address, answer.getOIDCTokens().getAccessToken())
                  .toHTTPRequest()
                  .send(exchange));
      if (!response.indicatesSuccess()) {
        throw untrusted("it does not tell who somebody is", null);
      }
      return response.toSuccessResponse().getUserInfo();
    } catch (IOException e) {
      throw unreachable(e);
    } catch (ParseException e) {
      throw untrusted("what it tells of somebody cannot be read", e);
    }
  }

  private OIDCTokenResponse redeem(OIDCProviderMetadata metadata, Journey journey, String code) {
    var grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code),
            URI.create(journey.redirect()),
            new CodeVerifier(journey.verifier()));
    URI address = metadata.getTokenEndpointURI();
    TokenRequest request =
        authentication(metadata)
            .map(us -> new TokenRequest.Builder(address, us, grant))
            .orElseGet(
                () -> new TokenRequest.Builder(address, new ClientID(settings.clientId()), grant))
            .build();
    try {
      TokenResponse response =
          OIDCTokenResponseParser.parse(request.toHTTPRequest().send(exchange));
      if (response instanceof OIDCTokenResponse good) {
        return good;
      }
      throw untrusted("it does not take the code: " + error(response), null);
    } catch (IOException e) {
      throw unreachable(e);
    } catch (ParseException e) {
      throw untrusted("its answer to the code cannot be read", e);
    }
  }

  /** A word of the protocol, and nothing else that may be written there. */
  private static String error(TokenResponse response) {
    return Optional.ofNullable(response.toErrorResponse().getErrorObject())
        .map(ErrorObject::getCode)
        .map(code -> code.replaceAll("[^a-z_]", ""))
        .orElse("no reason is given");
  }

  private Optional<ClientAuthentication> authentication(OIDCProviderMetadata metadata) {
    List<ClientAuthenticationMethod> known = metadata.getTokenEndpointAuthMethods();
    boolean post =
        known != null
            && known.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            && !known.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    ClientID id = new ClientID(settings.clientId());
    return secret()
        .map(Secret::new)
        .map(secret -> post ? new ClientSecretPost(id, secret) : new ClientSecretBasic(id, secret));
  }

  private Optional<String> secret() {
    try {
      return settings.secret().get();
    } catch (DihyaException e) {
      throw new SignInRefused(Why.UNTRUSTED, e.text(), e);
    }
  }

  private IdTokens tokens(URI keys) {
    Tokens known = tokens;
    if (known == null || !known.keys().equals(keys)) {
      try {
        known =
            new Tokens(
                keys, new IdTokens(settings.issuer(), settings.clientId(), keys.toURL(), exchange));
      } catch (MalformedURLException e) {
        throw untrusted("the address of its keys cannot be read", e);
      }
      tokens = known;
    }
    return known.believed();
  }

  static SignInRefused unreachable(Exception cause) {
    return new SignInRefused(
        Why.UNREACHABLE, "the identity provider does not answer: " + cause.getMessage(), cause);
  }

  static SignInRefused untrusted(String reason, @Nullable Throwable cause) {
    return new SignInRefused(
        Why.UNTRUSTED, "the identity provider cannot be believed: " + reason, cause);
  }
}
