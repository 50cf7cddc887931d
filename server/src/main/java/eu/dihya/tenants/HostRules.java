package eu.dihya.tenants;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * To which hosts connections go: those that are allowed for all tenants, and among them those to
 * which a tenant's secret may be sent. Of the rules for secrets the first that fits counts; where
 * there are some, a secret that fits none is sent nowhere. Immutable.
 */
public final class HostRules {
  private static final String FILE = "file:";

  /** Every host, with every secret. */
  public static final HostRules ANY = of(AllowedHosts.ANY);

  private static final Pattern REFERENCE = Pattern.compile("\\*|(env|file|sealed):\\S.*");

  private final AllowedHosts all;
  private final Path workspace;
  private final List<OfSecret> ofSecrets;

  private record OfSecret(Pattern fits, AllowedHosts hosts) {}

  private HostRules(AllowedHosts all, Path workspace, List<OfSecret> ofSecrets) {
    this.all = all;
    this.workspace = workspace;
    this.ofSecrets = List.copyOf(ofSecrets);
  }

  /** The same hosts for every secret. */
  public static HostRules of(AllowedHosts all) {
    return new HostRules(all, Path.of("/"), List.of());
  }

  /**
   * Reads the rules for secrets: from references such as {@code env:ACME_DB}, {@code sealed:acme-*}
   * or {@code *} to hosts as in {@link AllowedHosts#parse}.
   *
   * @param workspace what paths of {@code file:} are relative to
   * @throws IllegalArgumentException naming what is no reference or no host
   */
  public static HostRules of(
      AllowedHosts all, Path workspace, SequencedMap<String, List<String>> bySecret) {
    Path root = workspace.toAbsolutePath();
    List<OfSecret> rules = new ArrayList<>();
    for (Map.Entry<String, List<String>> each : bySecret.entrySet()) {
      String pattern = each.getKey();
      if (!REFERENCE.matcher(pattern).matches()) {
        throw new IllegalArgumentException(
            "targets.secretHosts: '"
                + pattern
                + "' is no reference; expected one such as env:ACME_DB, sealed:acme-*, file:PATH or"
                + " *");
      }
      AllowedHosts hosts = AllowedHosts.parse("targets.secretHosts of " + pattern, each.getValue());
      rules.add(new OfSecret(glob(whole(root, pattern)), hosts));
    }
    return new HostRules(all, root, rules);
  }

  /** Whether a target may be at any host, so that its own need not be looked up. */
  public boolean any(Target target) {
    return all.any() && (ofSecrets.isEmpty() || target.credentials().isEmpty());
  }

  /**
   * Why a target can never be connected to, whatever its host's name leads to; empty where it can,
   * or where only the addresses will tell. Looks nothing up.
   */
  public Optional<String> objection(Target target) {
    return objection(target, hosts -> hosts.objection(target.host()));
  }

  /**
   * Why a target cannot be connected to.
   *
   * @param addresses all that the name of its host leads to now
   */
  public Optional<String> objection(Target target, List<InetAddress> addresses) {
    return objection(target, hosts -> hosts.objection(target.host(), addresses));
  }

  private Optional<String> objection(
      Target target, Function<AllowedHosts, Optional<String>> objection) {
    Optional<String> general = objection.apply(all);
    if (general.isPresent() || ofSecrets.isEmpty() || target.credentials().isEmpty()) {
      return general;
    }
    SecretRef secret = target.credentials().get();
    String whole = whole(workspace, secret.toString());
    return ofSecrets.stream()
        .filter(rule -> rule.fits().matcher(whole).matches())
        .findFirst()
        .map(rule -> objection.apply(rule.hosts()))
        .orElseGet(
            () ->
                Optional.of(
                    "the secret "
                        + secret
                        + " may be sent to no host; targets.secretHosts has no rule that fits it"));
  }

  /** One file is not to have two names. */
  private static String whole(Path root, String reference) {
    return reference.startsWith(FILE)
        ? FILE + root.resolve(reference.substring(FILE.length())).normalize()
        : reference;
  }

  private static Pattern glob(String pattern) {
    return Pattern.compile(
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }
}
