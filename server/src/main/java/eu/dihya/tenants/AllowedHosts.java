package eu.dihya.tenants;

import eu.dihya.base.AddressRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The database hosts that tenants may name. A name is allowed by a rule for names, or when all its
 * addresses are in blocks of addresses; an address is allowed by a block. What allows names never
 * allows an address of the machine's own link, where clouds answer for credentials. Without rules
 * every host is allowed. Immutable.
 */
public final class AllowedHosts {
  private static final String KEY = "targets.allowedHosts";

  public static final AllowedHosts ANY = new AllowedHosts(KEY, List.of(), List.of(), List.of());

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9*._-]+");

  private final String key;
  private final List<String> rules;
  private final List<Pattern> names;
  private final List<AddressRange> blocks;

  private AllowedHosts(
      String key, List<String> rules, List<Pattern> names, List<AddressRange> blocks) {
    this.key = key;
    this.rules = List.copyOf(rules);
    this.names = List.copyOf(names);
    this.blocks = List.copyOf(blocks);
  }

  /**
   * Reads rules: {@code db1.internal}, {@code *.db.internal}, {@code 10.1.2.3}, {@code 10.0.0.0/8},
   * {@code fd00::/8}.
   *
   * @throws IllegalArgumentException naming the rule that is none
   */
  public static AllowedHosts parse(List<String> rules) {
    return parse(KEY, rules);
  }

  /** Reads rules that stand under another key, which refusals name. */
  static AllowedHosts parse(String key, List<String> rules) {
    List<Pattern> names = new ArrayList<>();
    List<AddressRange> blocks = new ArrayList<>();
    for (String rule : rules) {
      Optional<AddressRange> block = block(rule);
      if (block.isPresent()) {
        blocks.add(block.get());
      } else if (NAME.matcher(rule).matches()) {
        names.add(glob(plain(rule)));
      } else {
        throw new IllegalArgumentException(
            "'"
                + rule
                + "' is no host; expected a name such as *.db.internal, an address, or a block such"
                + " as 10.0.0.0/8");
      }
    }
    return new AllowedHosts(key, rules, names, blocks);
  }

  /** Whether there are no rules. */
  public boolean any() {
    return rules.isEmpty();
  }

  /**
   * Why a host can never be allowed, whatever its name leads to; empty where it can, or where only
   * its addresses will tell. Looks nothing up.
   */
  public Optional<String> objection(String host) {
    if (any() || named(host)) {
      return Optional.empty();
    }
    Optional<AddressRange> literal = block(host);
    boolean possible = literal.isPresent() ? inBlock(literal.get().base()) : !blocks.isEmpty();
    return possible ? Optional.empty() : Optional.of(refusal(host));
  }

  /**
   * Why a host cannot be connected to.
   *
   * @param addresses all that its name leads to now
   */
  public Optional<String> objection(String host, List<InetAddress> addresses) {
    boolean allowed =
        any()
            || addresses.stream()
                .allMatch(
                    address -> inBlock(address) || (named(host) && !address.isLinkLocalAddress()));
    return allowed ? Optional.empty() : Optional.of(refusal(host));
  }

  private boolean named(String host) {
    String plain = plain(host);
    return names.stream().anyMatch(name -> name.matcher(plain).matches());
  }

  private boolean inBlock(InetAddress address) {
    return blocks.stream().anyMatch(block -> block.contains(address));
  }

  private String refusal(String host) {
    return "the host " + host + " is not allowed; " + key + " has " + String.join(", ", rules);
  }

  private static Optional<AddressRange> block(String text) {
    try {
      return Optional.of(AddressRange.parse(text.replace("[", "").replace("]", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String plain(String host) {
    return host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
  }

  private static Pattern glob(String rule) {
    return Pattern.compile(rule.replace(".", "\\.").replace("*", ".*"));
  }
}
