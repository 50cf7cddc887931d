package eu.dihya.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  private static AllowedHosts rules(String rules) {
    return AllowedHosts.parse(List.of(rules.split(" ", -1)));
  }

  private static List<InetAddress> addresses(String texts) {
    return Arrays.stream(texts.split(" ", -1)).map(InetAddress::ofLiteral).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "*.db.internal, a.db.internal, true",
    "*.db.internal, A.DB.internal., true",
    "*.db.internal, db.internal, false",
    "*.db.internal, a.db.internal.evil.example, false",
    "db1.internal, db1xinternal, false",
    "db1.internal, 10.0.0.1, false",
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.0/8, 169.254.169.254, false",
    "10.0.0.0/8, [::ffff:10.0.0.1], true",
    "10.0.0.0/8, [::ffff:169.254.169.254], false",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "fd00::/8, [fd00::1], true",
    "fd00::/8, [fe80::1], false",
    "fd00::/8, 10.0.0.1, false",
    "*, anything, true",
  })
  void aHostIsHeldAgainstTheRulesWithoutLookingItUp(String rule, String host, boolean allowed) {
    assertThat(rules(rule).objection(host).isEmpty()).isEqualTo(allowed);
    if (!allowed) {
      assertThat(rules(rule).objection(host).orElseThrow())
          .contains(host, "targets.allowedHosts", rule);
    }
  }

  @Test
  void withBlocksANameIsDecidedByItsAddressesAndAllOfThem() {
    AllowedHosts blocks = rules("10.0.0.0/8");
    assertThat(blocks.objection("db1.example")).isEmpty();
    assertThat(blocks.objection("db1.example", addresses("10.0.0.1 10.0.0.2"))).isEmpty();
    assertThat(blocks.objection("db1.example", addresses("10.0.0.1 127.0.0.1"))).isPresent();
    AllowedHosts both = rules("db1.example 10.0.0.0/8");
    assertThat(both.objection("db1.example", addresses("203.0.113.1"))).isEmpty();
    assertThat(both.objection("db2.example", addresses("203.0.113.1"))).isPresent();
  }

  @Test
  void aNameThatIsAllowedNeverLeadsToTheMachinesOwnLinkButABlockMay() {
    List<InetAddress> metadata = addresses("169.254.169.254");
    assertThat(rules("*").objection("db1.internal", metadata)).isPresent();
    assertThat(rules("*").objection("db1.internal", addresses("fe80::1"))).isPresent();
    assertThat(rules("* 169.254.0.0/16").objection("db1.internal", metadata)).isEmpty();
  }

  @Test
  void withoutRulesEverythingIsAllowed() {
    assertThat(AllowedHosts.ANY.objection("169.254.169.254")).isEmpty();
    assertThat(AllowedHosts.parse(List.of()).any()).isTrue();
    assertThat(rules("*").any()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "a b", "http://db1", "::/129"})
  void whatIsNoRuleIsNamed(String rule) {
    assertThatThrownBy(() -> AllowedHosts.parse(List.of("db1", rule)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + rule + "'");
  }
}
