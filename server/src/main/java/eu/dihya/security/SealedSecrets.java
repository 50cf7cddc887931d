package eu.dihya.security;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Suggestions;
import eu.dihya.security.SecretStore.Kept;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.SecretRef;
import eu.dihya.tenants.SecretResolver;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Seals what people set, and opens {@code sealed:NAME} when a connection is made; other references
 * go to another resolver. Thread-safe.
 */
public final class SealedSecrets implements SecretResolver {
  private static final int LARGEST = 16 * 1024;

  private final SecretStore store;
  private final Supplier<MasterKeys> keys;
  private final SecretResolver others;
  private final Clock clock;

  public SealedSecrets(
      SecretStore store, Supplier<MasterKeys> keys, SecretResolver others, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.others = others;
    this.clock = clock;
  }

  @Override
  public Credentials resolve(SecretRef reference) {
    return reference.inControlStore() ? open(reference) : others.resolve(reference);
  }

  /** The master keys as they are configured now; see {@link MasterKeyFiles#get()}. */
  public MasterKeys masterKeys() {
    return keys.get();
  }

  /**
   * The secret with a new value, to be written to the store.
   *
   * @throws DihyaException USAGE for a name or a value that cannot be, CONFIGURATION without a
   *     master key
   */
  public Kept sealed(String name, String value, Principal by) {
    refuseUnlessName(name);
    refuseUnlessValue(value);
    Optional<Kept> before = store.find(name);
    int version = before.map(kept -> kept.secret().version() + 1).orElse(1);
    SealedSecret secret = Sealing.seal(name, version, value, keys.get().newest());
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return before
        .map(kept -> kept.changed(secret, now, by.id()))
        .orElseGet(() -> new Kept(secret, now, by.id(), now, by.id()));
  }

  /**
   * The secret of that name.
   *
   * @throws DihyaException NOT_FOUND with a suggestion
   */
  public Kept find(String name) {
    return store
        .find(name)
        .orElseThrow(() -> new DihyaException(ErrorCode.NOT_FOUND, unknown(name)));
  }

  private Credentials open(SecretRef reference) {
    String name = reference.value();
    SealedSecret secret =
        store
            .find(name)
            .map(Kept::secret)
            .orElseThrow(
                () ->
                    new DihyaException(
                        ErrorCode.CONFIGURATION,
                        "credentials "
                            + reference
                            + ": "
                            + unknown(name)
                            + "; set it with 'dihya secret set "
                            + name
                            + "'"));
    try {
      return Credentials.parse(Sealing.open(secret, keys.get()));
    } catch (DihyaException e) {
      throw new DihyaException(e.code(), "credentials " + reference + ": " + e.text(), e);
    }
  }

  private String unknown(String name) {
    List<String> known = store.all().stream().map(kept -> kept.secret().name()).toList();
    return "there is no secret '" + name + "'" + Suggestions.hint(name, known);
  }

  private static void refuseUnlessName(String name) {
    if (!SealedSecret.isName(name)) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "a secret is named with letters, digits, '.', '_' and '-', 63 characters at most");
    }
  }

  private static void refuseUnlessValue(String value) {
    if (value.isEmpty()) {
      throw new DihyaException(ErrorCode.USAGE, "the value is empty; nothing was set");
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
      throw new DihyaException(
          ErrorCode.USAGE, "the value is longer than " + LARGEST / 1024 + " KiB; nothing was set");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new DihyaException(
          ErrorCode.USAGE,
          "the value has a line break or another control character inside; nothing was set");
    }
    if (value.indexOf(':') <= 0) {
      throw new DihyaException(ErrorCode.USAGE, "the value is not user:password; nothing was set");
    }
  }
}
