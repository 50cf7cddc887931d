package eu.dihya.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import eu.dihya.base.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** An identity provider that says whatever a test wants. It holds its clients to the protocol. */
public final class FakeIdentityProvider implements AutoCloseable {
  private static final RSAKey KEY = newKey();

  public static final String CLIENT = "dihya";
  public static final String SECRET = "synthetic secret+/=";

  /** Its key pair; tests sign with others of the same name. */
  public final RSAKey key = KEY;

  /** What the token says; the test's to change. */
  public volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();

  public volatile Function<JWTClaimsSet, JWT> signer = claims -> signed(claims, key);

  /** What it tells of itself. */
  public final Map<String, Object> metadata = new ConcurrentHashMap<>();

  /** What it tells of the person to who shows the access token. */
  public final Map<String, Object> person = new ConcurrentHashMap<>();

  private final Map<String, Map<String, List<String>>> granted = new ConcurrentHashMap<>();
  private final HttpServer server;

  public FakeIdentityProvider() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    String self = issuer().toString();
    metadata.putAll(
        Map.of(
            "issuer",
            self,
            "authorization_endpoint",
            self + "/authorize",
            "token_endpoint",
            self + "/token",
            "jwks_uri",
            self + "/keys",
            "response_types_supported",
            List.of("code"),
            "subject_types_supported",
            List.of("public"),
            "id_token_signing_alg_values_supported",
            List.of("RS256")));
    server.createContext(
        "/.well-known/openid-configuration", call -> answer(call, 200, Json.write(metadata)));
    server.createContext("/keys", call -> answer(call, 200, new JWKSet(key).toString()));
    server.createContext("/token", this::token);
    server.createContext("/person", call -> answer(call, 200, Json.write(person)));
    server.start();
  }

  public URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Lets whoever was sent here in; gives the code that they take back. */
  public String grant(URI authorization) {
    String code = UUID.randomUUID().toString();
    granted.put(code, query(authorization));
    return code;
  }

  public static Map<String, List<String>> query(URI address) {
    return URLUtils.parseParameters(address.getRawQuery());
  }

  public static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("k1").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static JWT signed(JWTClaimsSet claims, RSAKey key) {
    return signed(claims, key, JWSAlgorithm.RS256);
  }

  public static JWT signed(JWTClaimsSet claims, RSAKey key, JWSAlgorithm algorithm) {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(key));
      return token;
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private void token(HttpExchange call) throws IOException {
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, List<String>> form = URLUtils.parseParameters(body);
    Map<String, List<String>> request = granted.remove(first(form, "code"));
    boolean good =
        request != null
            && first(form, "redirect_uri").equals(first(request, "redirect_uri"))
            && first(request, "code_challenge").equals(challenge(first(form, "code_verifier")))
            && expectedLogin().equals(call.getRequestHeaders().getFirst("Authorization"));
    if (!good) {
      answer(call, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"<script>\"}");
      return;
    }
    JWT token = signer.apply(claims.apply(standard(first(request, "nonce"))).build());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", "opaque");
    answer.put("token_type", "Bearer");
    answer.put("id_token", token.serialize());
    answer(call, 200, Json.write(answer));
  }

  private JWTClaimsSet.Builder standard(String nonce) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(issuer().toString())
        .subject("s-1")
        .audience(CLIENT)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
        .claim("nonce", nonce)
        .claim("auth_time", now.getEpochSecond())
        .claim("preferred_username", "lena")
        .claim("groups", List.of("staff", "operators"));
  }

  private static String challenge(String verifier) {
    return CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier)).getValue();
  }

  private static String expectedLogin() {
    String login = URLUtils.serializeParameters(Map.of(CLIENT, List.of(SECRET))).replace('=', ':');
    return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  private static String first(Map<String, List<String>> values, String name) {
    return values.getOrDefault(name, List.of("")).getFirst();
  }

  private static void answer(HttpExchange call, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(status, bytes.length);
    try (var out = call.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** From now on nobody answers. */
  public void goAway() {
    server.stop(0);
  }

  @Override
  public void close() {
    goAway();
  }
}
