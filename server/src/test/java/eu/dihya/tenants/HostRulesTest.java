package eu.dihya.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.Engine;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTest {
  private static final Path WORKSPACE = Path.of("/srv/dihya");

  private static HostRules rules(String all, String... bySecret) {
    SequencedMap<String, List<String>> secrets = new LinkedHashMap<>();
    for (String each : bySecret) {
      String[] parts = each.split(" ", -1);
      secrets.put(parts[0], List.of(parts).subList(1, parts.length));
    }
    List<String> hosts = all.isEmpty() ? List.of() : List.of(all.split(" ", -1));
    return HostRules.of(AllowedHosts.parse(hosts), WORKSPACE, secrets);
  }

  private static Target target(String host, String secret) {
    return new Target(
        Engine.POSTGRESQL, host, 5432, "x", Optional.empty(), SecretRefs.parse(secret), false);
  }

  @ParameterizedTest
  @CsvSource({
    "env:ACME_DB, acme1.internal, true",
    "env:ACME_DB, other.internal, false",
    "env:ACME_DB, 10.7.0.1, false",
    "env:ACME_DB2, acme1.internal, false",
    "sealed:acme-db, acme1.internal, true",
    "sealed:acme-db, shared.internal, false",
    "sealed:acme, shared.internal, true",
    "file:secrets/acme, acme1.internal, true",
    "file:./secrets//x/../acme, other.internal, false",
    "file:/srv/dihya/secrets/acme, other.internal, false",
    "file:/srv/dihya/secrets/acme, acme1.internal, true",
    "file:/elsewhere/acme, acme1.internal, false",
    "sealed:other, evil.example, false",
  })
  void aSecretGoesWhereTheFirstRuleThatFitsItSays(String secret, String host, boolean allowed) {
    HostRules rules =
        rules(
            "*.internal",
            "env:ACME_DB acme*.internal",
            "sealed:acme-* acme*.internal",
            "file:secrets/acme acme1.internal",
            "sealed:* *");
    assertThat(rules.objection(target(host, secret)).isEmpty()).isEqualTo(allowed);
  }

  @Test
  void whatIsRefusedSaysByWhichRule() {
    HostRules rules = rules("", "env:ACME_* acme.internal");
    assertThat(rules.objection(target("evil.example", "env:ACME_DB")).orElseThrow())
        .contains("evil.example", "targets.secretHosts of env:ACME_* has acme.internal");
    assertThat(rules.objection(target("acme.internal", "env:OTHER")).orElseThrow())
        .contains("env:OTHER may be sent to no host", "targets.secretHosts");
    assertThat(rules("*.internal", "* *").objection(target("evil.example", "env:X")).orElseThrow())
        .contains("targets.allowedHosts");
  }

  @Test
  void addressesAreHeldAgainstTheSameRule() {
    HostRules rules = rules("", "env:ACME 10.7.0.0/16", "* *");
    Target acme = target("acme.internal", "env:ACME");
    assertThat(rules.objection(acme)).isEmpty();
    assertThat(rules.objection(acme, List.of(InetAddress.ofLiteral("10.7.0.9")))).isEmpty();
    assertThat(rules.objection(acme, List.of(InetAddress.ofLiteral("10.8.0.9")))).isPresent();
    Target other = target("acme.internal", "env:OTHER");
    assertThat(rules.objection(other, List.of(InetAddress.ofLiteral("10.8.0.9")))).isEmpty();
    assertThat(rules.objection(other, List.of(InetAddress.ofLiteral("169.254.169.254"))))
        .isPresent();
  }

  @Test
  void withoutRulesForSecretsAllGoWhereEverybodyMay() {
    assertThat(HostRules.ANY.any(target("x", "env:A"))).isTrue();
    assertThat(HostRules.ANY.objection(target("x", "env:A"))).isEmpty();
    assertThat(rules("", "* *").any(target("x", "env:A"))).isFalse();
    assertThat(rules("10.0.0.0/8").objection(target("11.0.0.1", "env:A"))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ACME_DB", "acme-db", "vault:x", "env:", "hunter2"})
  void whatIsNoReferenceIsNamed(String pattern) {
    assertThatThrownBy(() -> rules("", pattern + " db1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + pattern + "' is no reference");
  }
}
