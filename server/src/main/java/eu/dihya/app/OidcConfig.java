package eu.dihya.app;

import eu.dihya.security.GroupRoles;
import eu.dihya.security.Role;
import eu.dihya.tenants.SecretRef;
import eu.dihya.tenants.SecretRefs;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The identity provider.
 *
 * @param clientSecret empty for a public client
 * @param trust a PEM file of certificate authorities, absolute
 * @param secondFactorHere whether Dihya asks for a second factor itself
 */
public record OidcConfig(
    URI issuer,
    String clientId,
    Optional<SecretRef> clientSecret,
    List<String> scopes,
    String groupsClaim,
    GroupRoles roles,
    String name,
    Optional<Path> trust,
    boolean secondFactorHere) {
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  public OidcConfig {
    scopes = List.copyOf(scopes);
    Checks.holds(
        "https".equals(issuer.getScheme()) || THIS_MACHINE.contains(issuer.getHost()),
        "auth.oidc.issuer begins with https://, unless it is on this machine");
    Checks.holds(
        issuer.getRawQuery() == null && issuer.getRawFragment() == null,
        "auth.oidc.issuer has no ? and no #");
    Checks.holds(!clientId.isBlank(), "auth.oidc.clientId must not be empty with an issuer");
    Checks.holds(scopes.contains("openid"), "auth.oidc.scopes must hold openid");
    Checks.holds(
        !roles.roles().isEmpty(),
        "auth.oidc.roles must name a group and the role that it gives; else nobody gets in");
    trust.ifPresent(
        file ->
            Checks.holds(
                Files.isReadable(file),
                "auth.oidc.trust: " + file + " is no file that can be read"));
  }

  /** Empty when no issuer is named. */
  static Optional<OidcConfig> of(Path root, GivenValues values) {
    String issuer = values.text("auth.oidc.issuer");
    if (issuer.isEmpty()) {
      Checks.holds(
          values.text("auth.oidc.clientId").isEmpty()
              && values.perName("auth.oidc.roles").isEmpty(),
          "auth.oidc.issuer is missing; without it the other keys of auth.oidc do nothing");
      return Optional.empty();
    }
    return Optional.of(
        new OidcConfig(
            URI.create(issuer),
            values.text("auth.oidc.clientId"),
            SecretRefs.parse(values.text("auth.oidc.clientSecret")),
            List.of(values.text("auth.oidc.scopes").strip().split("\\s+")),
            values.text("auth.oidc.groupsClaim"),
            roles(values),
            values.text("auth.oidc.name"),
            Optional.of(values.text("auth.oidc.trust"))
                .filter(file -> !file.isEmpty())
                .map(file -> root.resolve(file).normalize()),
            values.text("auth.oidc.secondFactor").equals("here")));
  }

  private static GroupRoles roles(GivenValues values) {
    SequencedMap<String, Role> roles = new LinkedHashMap<>();
    values
        .perName("auth.oidc.roles")
        .forEach((group, role) -> roles.put(group, Role.of(role).orElseThrow()));
    return new GroupRoles(roles);
  }
}
