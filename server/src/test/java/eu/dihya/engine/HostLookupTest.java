package eu.dihya.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.tenants.AllowedHosts;
import eu.dihya.tenants.HostRules;
import eu.dihya.tenants.SecretRef;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tls;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class HostLookupTest {
  private final List<String> asked = new ArrayList<>();

  private HostLookup lookup(String rule, String... addresses) {
    return new HostLookup(
        HostRules.of(AllowedHosts.parse(List.of(rule))),
        host -> {
          asked.add(host);
          return List.of(addresses).stream().map(InetAddress::ofLiteral).toList();
        });
  }

  private static Target target(String host, Tls.Mode mode) {
    return new Target(
        Engine.POSTGRESQL,
        host,
        5432,
        "x",
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.of(new Tls(mode, Optional.empty())));
  }

  @Test
  void theAddressThatWasCheckedIsTheOneToConnectTo() {
    HostLookup lookup = lookup("10.0.0.0/8", "10.0.0.7", "10.0.0.8");
    assertThat(lookup.address(target("db1", Tls.Mode.PREFER))).isEqualTo("10.0.0.7");
    assertThat(asked).containsExactly("db1");
  }

  @Test
  void whereTheCertificateIsCheckedItStaysAName() {
    assertThat(lookup("*.example", "10.0.0.7").address(target("db1.example", Tls.Mode.VERIFY_FULL)))
        .isEqualTo("db1.example");
    assertThat(asked).hasSize(1);
  }

  @Test
  void aNameThatLeadsElsewhereIsRefusedAndSaysWhereItLed() {
    for (Tls.Mode mode : Tls.Mode.values()) {
      HostLookup lookup = lookup("10.0.0.0/8", "10.0.0.7", "169.254.169.254");
      assertThatThrownBy(() -> lookup.address(target("db1", mode)))
          .isInstanceOfSatisfying(
              DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION))
          .hasMessageContainingAll("db1 leads to", "169.254.169.254", "targets.allowedHosts");
    }
  }

  @Test
  void aSecretOfRulesOfItsOwnIsLookedUpToo() {
    SequencedMap<String, List<String>> secrets = new LinkedHashMap<>();
    secrets.put("env:ACME", List.of("10.0.0.0/8"));
    HostRules rules = HostRules.of(AllowedHosts.ANY, Path.of("/"), secrets);
    var lookup = new HostLookup(rules, host -> List.of(InetAddress.ofLiteral("11.0.0.1")));
    Target acme =
        new Target(
            Engine.POSTGRESQL,
            "db1",
            5432,
            "x",
            Optional.empty(),
            Optional.of(new SecretRef("env", "ACME")),
            false);
    assertThatThrownBy(() -> lookup.address(acme))
        .hasMessageContainingAll("db1 leads to 11.0.0.1", "targets.secretHosts of env:ACME");
  }

  @Test
  void aNameThatNobodyKnowsIsUnreachableAndWithoutRulesNothingIsLookedUp() {
    var unknown =
        new HostLookup(
            HostRules.of(AllowedHosts.parse(List.of("10.0.0.0/8"))),
            host -> {
              throw new UnknownHostException(host);
            });
    assertThatThrownBy(() -> unknown.address(target("db1", Tls.Mode.PREFER)))
        .hasMessageContaining("the name db1 has no address");
    assertThat(HostLookup.ANY.address(target("no.such.host", Tls.Mode.PREFER)))
        .isEqualTo("no.such.host");
    HostLookup real = HostLookup.of(HostRules.of(AllowedHosts.parse(List.of("127.0.0.0/8"))));
    assertThat(real.address(target("127.0.0.1", Tls.Mode.PREFER))).isEqualTo("127.0.0.1");
    assertThatThrownBy(() -> real.address(target("2130706434.invalid", Tls.Mode.PREFER)))
        .hasMessageContaining("no address");
  }
}
