package eu.dihya.oidc;

import static eu.dihya.testing.FakeIdentityProvider.CLIENT;
import static eu.dihya.testing.FakeIdentityProvider.SECRET;
import static eu.dihya.testing.FakeIdentityProvider.newKey;
import static eu.dihya.testing.FakeIdentityProvider.query;
import static eu.dihya.testing.FakeIdentityProvider.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import eu.dihya.http.HostPort;
import eu.dihya.http.OutgoingHttp;
import eu.dihya.http.OutgoingPolicy;
import eu.dihya.security.Identity;
import eu.dihya.security.MasterKey;
import eu.dihya.security.Seal;
import eu.dihya.security.SignInRefused;
import eu.dihya.security.SignInRefused.Why;
import eu.dihya.testing.FakeIdentityProvider;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderTest {
  private static final RSAKey OTHER_KEY = newKey();
  private static Vertx vertx;

  private final Journeys journeys =
      new Journeys(new Seal(MasterKey.parse(MasterKey.random())), Clock.systemUTC());
  private FakeIdentityProvider there;
  private OutgoingHttp http;
  private Provider provider;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void closeAll() {
    vertx.close().await();
  }

  @BeforeEach
  void start() throws IOException {
    there = new FakeIdentityProvider();
    http = new OutgoingHttp(vertx, OutgoingPolicy.strict(Set.of(HostPort.of(there.issuer()))));
    provider = provider(there.issuer());
  }

  @AfterEach
  void stop() {
    http.close();
    there.close();
  }

  private Provider provider(URI issuer) {
    return new Provider(
        new ProviderSettings(
            issuer, CLIENT, () -> Optional.of(SECRET), List.of("openid", "groups"), "groups"),
        http,
        Clock.systemUTC());
  }

  private Journey journey(boolean again) {
    return journeys.begin("http://127.0.0.1:1/back", "/", again, null);
  }

  private Identity arrive() {
    Journey journey = journey(false);
    return provider.identify(journey, there.grant(provider.authorization(journey)));
  }

  private void assertRefused(Why why, Runnable attempt) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(SignInRefused.class, e -> assertThat(e.why()).isEqualTo(why));
  }

  @Test
  void theyAreSentWithStateNonceAndTheHashOfTheVerifier() {
    Journey journey = journey(false);
    URI address = provider.authorization(journey);
    assertThat(address.toString()).startsWith(there.issuer() + "/authorize?");
    Map<String, List<String>> asked = query(address);
    assertThat(asked)
        .containsEntry("state", List.of(journey.state()))
        .containsEntry("nonce", List.of(journey.nonce()))
        .containsEntry("response_type", List.of("code"))
        .containsEntry("client_id", List.of(CLIENT))
        .containsEntry("scope", List.of("openid groups"))
        .containsEntry("code_challenge_method", List.of("S256"))
        .containsEntry("redirect_uri", List.of("http://127.0.0.1:1/back"))
        .doesNotContainKeys("prompt", "max_age");
    assertThat(address.toString()).doesNotContain(journey.verifier());
    assertThat(query(provider.authorization(journey(true))))
        .containsEntry("prompt", List.of("login"))
        .containsEntry("max_age", List.of("0"));
  }

  @Test
  void whoComesBackIsKnownByIssuerAndSubject() {
    Identity identity = arrive();
    assertThat(identity.issuer()).isEqualTo(there.issuer().toString());
    assertThat(identity.subject()).isEqualTo("s-1");
    assertThat(identity.names()).containsExactly("lena", "s-1");
    assertThat(identity.groups()).containsExactly("staff", "operators");
    assertThat(identity.shownAt()).isPresent();
  }

  @Test
  void anotherAlgorithmOfKeyPairsIsGood() {
    there.signer = claims -> signed(claims, there.key, JWSAlgorithm.PS256);
    assertThat(arrive().subject()).isEqualTo("s-1");
  }

  private static Arguments claim(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
    return Arguments.of(what, change);
  }

  private static Date in(long seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        claim("wrong nonce", claims -> claims.claim("nonce", "another")),
        claim("no nonce", claims -> claims.claim("nonce", null)),
        claim("wrong audience", claims -> claims.audience("somebody-else")),
        claim("several audiences", claims -> claims.audience(List.of("somebody-else", "third"))),
        claim("no audience", claims -> claims.audience((String) null)),
        claim("wrong issuer", claims -> claims.issuer("http://127.0.0.1:1")),
        claim("issuer with a slash", claims -> claims.issuer(claims.build().getIssuer() + "/")),
        claim("no subject", claims -> claims.subject(null)),
        claim("no expiry", claims -> claims.expirationTime(null)),
        claim("not good yet", claims -> claims.notBeforeTime(in(120))),
        claim("expired", claims -> claims.issueTime(in(-600)).expirationTime(in(-61))),
        claim("a clock 10 minutes slow", c -> c.issueTime(in(-900)).expirationTime(in(-600))),
        claim("a clock 10 minutes fast", c -> c.issueTime(in(600)).expirationTime(in(900))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void aTokenThatDoesNotHoldIsRefused(String what, UnaryOperator<JWTClaimsSet.Builder> lie) {
    there.claims = lie;
    assertRefused(Why.UNTRUSTED, this::arrive);
  }

  @Test
  void clocksMayDifferByLessThanAMinute() {
    there.claims = claims -> claims.issueTime(in(-300)).expirationTime(in(-50));
    assertThat(arrive().subject()).isEqualTo("s-1");
    there.claims = claims -> claims.issueTime(in(50)).expirationTime(in(300));
    assertThat(arrive().subject()).isEqualTo("s-1");
  }

  @Test
  void aTokenWithoutSignatureIsRefused() {
    there.signer = PlainJWT::new;
    assertRefused(Why.UNTRUSTED, this::arrive);
  }

  @Test
  void aTokenThatAnotherKeySignedIsRefusedAlsoWhenItNamesAnUnknownOne() {
    there.signer = claims -> signed(claims, OTHER_KEY);
    assertRefused(Why.UNTRUSTED, this::arrive);
    RSAKey unknown = new RSAKey.Builder(OTHER_KEY).keyID("k2").build();
    there.signer = claims -> signed(claims, unknown);
    for (int i = 0; i < 4; i++) {
      assertRefused(Why.UNTRUSTED, this::arrive);
    }
    there.signer = claims -> signed(claims, there.key);
    assertThat(arrive().subject()).isEqualTo("s-1");
  }

  @Test
  void aTokenThatIsSignedWithASecretOrAnAlgorithmThatIsNotListedIsRefused() {
    byte[] publicKey = new byte[64];
    there.signer =
        claims -> {
          try {
            var token =
                new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims);
            token.sign(new MACSigner(publicKey));
            return token;
          } catch (JOSEException e) {
            throw new IllegalStateException(e);
          }
        };
    assertRefused(Why.UNTRUSTED, this::arrive);
    there.signer = claims -> signed(claims, there.key, JWSAlgorithm.RS384);
    assertRefused(Why.UNTRUSTED, this::arrive);
  }

  @Test
  void aCodeIsGoodOnceAndOnlyWithItsVerifier() {
    Journey journey = journey(false);
    String code = there.grant(provider.authorization(journey));
    assertRefused(Why.UNTRUSTED, () -> provider.identify(journey(false), code));
    String second = there.grant(provider.authorization(journey));
    provider.identify(journey, second);
    assertThatThrownBy(() -> provider.identify(journey, second))
        .hasMessageContaining("invalid_grant")
        .hasMessageNotContaining("script");
  }

  @Test
  void whoHadToShowAnewWhoTheyAreAndDidNotIsRefused() {
    Journey journey = journey(true);
    provider.identify(journey, there.grant(provider.authorization(journey)));
    there.claims = claims -> claims.claim("auth_time", Instant.now().getEpochSecond() - 120);
    Journey old = journey(true);
    assertRefused(
        Why.NOT_FRESH, () -> provider.identify(old, there.grant(provider.authorization(old))));
    there.claims = claims -> claims.claim("auth_time", null);
    Journey silent = journey(true);
    assertRefused(
        Why.NOT_FRESH,
        () -> provider.identify(silent, there.grant(provider.authorization(silent))));
    assertThat(arrive().shownAt()).isEmpty();
  }

  @Test
  void groupsAreAskedForWhereTheTokenHasNone() {
    there.claims = claims -> claims.claim("groups", null).claim("preferred_username", null);
    assertThat(arrive().groups()).isEmpty();
    there.metadata.put("userinfo_endpoint", there.issuer() + "/person");
    provider = provider(there.issuer());
    there.person.putAll(Map.of("sub", "s-1", "groups", "operators", "email", "l@example.org"));
    Identity identity = arrive();
    assertThat(identity.groups()).containsExactly("operators");
    assertThat(identity.names()).containsExactly("l@example.org", "s-1");
    there.person.put("sub", "s-2");
    assertRefused(Why.UNTRUSTED, this::arrive);
  }

  @ParameterizedTest
  @CsvSource({
    "issuer, http://127.0.0.1:1",
    "token_endpoint, ftp://127.0.0.1/token",
    "authorization_endpoint, javascript:alert(1)",
    "jwks_uri, file:///etc/passwd",
    "subject_types_supported, nonsense"
  })
  void aProviderThatTellsNonsenseOfItselfIsNotAsked(String field, String value) {
    there.metadata.put(field, value);
    assertRefused(Why.UNTRUSTED, () -> provider.authorization(journey(false)));
  }

  @Test
  void aProviderThatIsDownIsSaidToBe() {
    Journey journey = journey(false);
    String code = there.grant(provider.authorization(journey));
    there.close();
    assertRefused(Why.UNREACHABLE, () -> provider.identify(journey, code));
    assertRefused(Why.UNREACHABLE, () -> provider(there.issuer()).authorization(journey(false)));
  }

  @Test
  void whatItNamesOnAPrivateAddressThatNobodyConfiguredIsNotCalled() {
    there.metadata.put("token_endpoint", "http://127.0.0.2:9/token");
    Journey journey = journey(false);
    String code = there.grant(provider.authorization(journey));
    assertThatThrownBy(() -> provider.identify(journey, code))
        .hasMessageContaining("not a public address");
  }
}
