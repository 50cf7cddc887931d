package eu.dihya.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AddressGuardTest {
  @Test
  void refusesANameThatLeadsToAPrivateAddress() {
    assertThatThrownBy(() -> guard("10.0.0.7").check(URI.create("https://hooks.example/T0/secret")))
        .isInstanceOf(DihyaException.class)
        .hasMessageContaining("hooks.example:443")
        .hasMessageContaining("10.0.0.7")
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesANameOfWhichOnlyOneAddressIsPrivate() {
    assertThatThrownBy(
            () -> guard("1.1.1.1", "169.254.169.254").check(URI.create("https://hooks.example/")))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_ALLOWED));
  }

  @Test
  void acceptsAPrivateAddressOnlyForTheExactHostAndPortThatWereConfigured() {
    AddressGuard guard = guard("127.0.0.1");
    assertThat(guard.check(URI.create("http://IPFS.internal:5001/api")).getPort()).isEqualTo(5001);
    assertThatThrownBy(() -> guard.check(URI.create("http://ipfs.internal:5002/api")))
        .isInstanceOf(DihyaException.class);
    assertThatThrownBy(() -> guard.check(URI.create("http://other.internal:5001/api")))
        .isInstanceOf(DihyaException.class);
  }

  @Test
  void leadsToTheAddressThatWasChecked() throws UnknownHostException {
    var address = guard("1.1.1.1").check(URI.create("https://hooks.example/"));
    assertThat(address.getAddress()).isEqualTo(InetAddress.ofLiteral("1.1.1.1"));
    assertThat(address.getPort()).isEqualTo(443);
  }

  @Test
  void refusesOtherSchemesAndUserInformation() {
    Stream.of(
            "ftp://hooks.example/",
            "file:///etc/passwd",
            "//hooks.example/",
            "https:/nohost",
            "mailto:a@b")
        .forEach(
            address ->
                assertThatThrownBy(() -> guard("1.1.1.1").check(URI.create(address)))
                    .as(address)
                    .isInstanceOf(DihyaException.class));
    assertThatThrownBy(
            () -> guard("1.1.1.1").check(URI.create("https://anna:geheim@hooks.example/")))
        .isInstanceOf(DihyaException.class)
        .hasMessageNotContaining("geheim");
  }

  @Test
  void saysThatANameIsUnknown() {
    AddressGuard guard =
        new AddressGuard(
            Set.of(),
            host -> {
              throw new UnknownHostException(host);
            });
    assertThatThrownBy(() -> guard.check(URI.create("https://hoks.example/")))
        .isInstanceOfSatisfying(
            DihyaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE))
        .hasMessageContaining("hoks.example");
  }

  private static AddressGuard guard(String... addresses) {
    List<InetAddress> answer = Stream.of(addresses).map(InetAddress::ofLiteral).toList();
    return new AddressGuard(Set.of(new HostPort("ipfs.internal", 5001)), host -> answer);
  }
}
