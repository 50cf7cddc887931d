package eu.dihya.base;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** A block of addresses in CIDR notation. */
public record AddressRange(InetAddress base, int prefix) {
  /**
   * Everything that is not a public unicast address, or that carries another address inside itself.
   */
  static final List<AddressRange> NOT_PUBLIC =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(AddressRange::parse)
          .toList();

  public AddressRange {
    if (prefix < 0 || prefix > base.getAddress().length * 8) {
      throw new IllegalArgumentException(
          base.getHostAddress() + " has no prefix of " + prefix + " bits");
    }
  }

  /**
   * Reads {@code 10.0.0.0/8}, or one address.
   *
   * @throws IllegalArgumentException when it is neither; nothing is looked up
   */
  public static AddressRange parse(String cidr) {
    int slash = cidr.indexOf('/');
    InetAddress base = InetAddress.ofLiteral(slash < 0 ? cidr : cidr.substring(0, slash));
    return new AddressRange(
        base,
        slash < 0 ? base.getAddress().length * 8 : Integer.parseInt(cidr.substring(slash + 1)));
  }

  public static boolean isPublic(InetAddress address) {
    return NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
  }

  public boolean contains(InetAddress address) {
    byte[] left = base.getAddress();
    byte[] right = address.getAddress();
    int ignored = left.length * 8 - prefix;
    return left.length == right.length
        && new BigInteger(1, left)
            .shiftRight(ignored)
            .equals(new BigInteger(1, right).shiftRight(ignored));
  }

  @Override
  public String toString() {
    return base.getHostAddress() + "/" + prefix;
  }
}
