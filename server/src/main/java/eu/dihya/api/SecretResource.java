package eu.dihya.api;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.security.MasterKeys;
import eu.dihya.security.Permission;
import eu.dihya.security.SealedSecret;
import eu.dihya.security.SealedSecrets;
import eu.dihya.security.Sealing;
import eu.dihya.security.SecretStore;
import eu.dihya.security.SecretStore.Kept;
import eu.dihya.tenants.SecretRef;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sealed secrets. A value comes in and never goes out, also not in an error. */
public final class SecretResource {
  private final Parts parts;
  private final TenantStore tenants;
  private final Clock clock;

  SecretResource(Parts parts, TenantStore tenants, Clock clock) {
    this.parts = parts;
    this.tenants = tenants;
    this.clock = clock;
  }

  /** What it reads and writes. */
  public record Parts(SealedSecrets secrets, SecretStore store, Writes writes) {}

  /** Changes secrets and writes the entry to the audit, both in one transaction. */
  public record Writes(Putting putting, Removing removing, Wrapping wrapping) {}

  /** Keeps a secret. */
  public interface Putting {
    void put(Kept kept, AuditEntry entry);
  }

  /** Removes a secret. */
  public interface Removing {
    void remove(String name, AuditEntry entry);
  }

  /** Wraps the keys of all secrets anew, or of none, and counts those that were changed. */
  public interface Wrapping {
    int wrapAnew(UnaryOperator<SealedSecret> wrap, Function<Integer, AuditEntry> entry);
  }

  List<Endpoint> endpoints() {
    Permission needed = Permission.MANAGE_SECRETS;
    return List.of(
        Endpoint.get("/api/v1/secrets", needed, this::list),
        // What is kept of a repeatable call has a digest of its body, which would make a password
        // guessable.
        Endpoint.put("/api/v1/secrets/{secret}", needed, this::set).toldOnce().fresh(),
        Endpoint.post("/api/v1/secrets/{secret}/remove", needed, this::remove).fresh(),
        Endpoint.post("/api/v1/secrets/rotate", needed, this::rotate).fresh());
  }

  private Reply list(Call call) {
    Map<String, List<String>> users = users(call.scope());
    List<SecretView> items =
        parts.store().all().stream().map(kept -> SecretView.of(kept, users)).toList();
    items.forEach(item -> users.remove(item.name()));
    List<MissingView> missing =
        users.entrySet().stream()
            .map(entry -> new MissingView(entry.getKey(), entry.getValue()))
            .toList();
    return Reply.json(new ListView(items, missing));
  }

  private Reply set(Call call) {
    JsonNode value = call.body(NewValue.class).value();
    if (!value.isTextual()) {
      throw new DihyaException(ErrorCode.USAGE, "field 'value' must be a text");
    }
    Kept kept = parts.secrets().sealed(call.path("secret"), value.textValue(), call.principal());
    SealedSecret secret = kept.secret();
    parts
        .writes()
        .putting()
        .put(kept, entry(call, "secret.set", secret.name(), "version " + secret.version()));
    return Reply.json(SecretView.of(kept, users(call.scope())));
  }

  private Reply remove(Call call) {
    Kept kept = parts.secrets().find(call.path("secret"));
    SealedSecret secret = kept.secret();
    List<String> using = users(call.scope()).getOrDefault(secret.name(), List.of());
    if (!using.isEmpty()) {
      throw new DihyaException(
          ErrorCode.CONFLICT,
          "the secret '%s' is used by %s; give them other credentials first"
              .formatted(secret.name(), String.join(", ", using)));
    }
    String reason = Optional.ofNullable(call.body(Removal.class).reason()).orElse("");
    parts
        .writes()
        .removing()
        .remove(secret.name(), entry(call, "secret.remove", secret.name(), reason));
    return Reply.json(SecretView.of(kept, Map.of()));
  }

  private Reply rotate(Call call) {
    MasterKeys keys = parts.secrets().masterKeys();
    String newest = keys.newest().id();
    int wrapped =
        parts
            .writes()
            .wrapping()
            .wrapAnew(
                secret -> secret.keyId().equals(newest) ? secret : Sealing.wrapAnew(secret, keys),
                count -> entry(call, "secret.rotate", count + " secrets", "master key " + newest));
    return Reply.json(new RotationView(newest, wrapped, parts.store().all().size() - wrapped));
  }

  /** The tenants that use each secret, also one that is not there. */
  private Map<String, List<String>> users(TenantScope scope) {
    return tenants.all(scope).stream()
        .filter(tenant -> sealed(tenant).isPresent())
        .collect(
            Collectors.groupingBy(
                tenant -> sealed(tenant).orElseThrow(),
                TreeMap::new,
                Collectors.mapping(Tenant::id, Collectors.toList())));
  }

  private static Optional<String> sealed(Tenant tenant) {
    return tenant.target().credentials().filter(SecretRef::inControlStore).map(SecretRef::value);
  }

  private AuditEntry entry(Call call, String action, String object, String reason) {
    return AuditEntry.of(clock.instant(), "local", call.actor(), action, object, reason);
  }

  /**
   * A value to be sealed.
   *
   * @param value not a text, because of a wrong one the error would quote what it is
   */
  record NewValue(JsonNode value) {
    @Override
    public String toString() {
      return "***";
    }
  }

  record Removal(@Nullable String reason) {}

  /**
   * @param missing names that tenants refer to and nobody has set
   */
  record ListView(List<SecretView> items, List<MissingView> missing) {}

  record MissingView(String name, List<String> tenants) {}

  record RotationView(String keyId, int wrapped, int unchanged) {}

  record SecretView(
      String name,
      int version,
      String keyId,
      Instant createdAt,
      String createdBy,
      Instant updatedAt,
      String updatedBy,
      List<String> tenants) {
    static SecretView of(Kept kept, Map<String, List<String>> users) {
      SealedSecret secret = kept.secret();
      return new SecretView(
          secret.name(),
          secret.version(),
          secret.keyId(),
          kept.createdAt(),
          kept.createdBy(),
          kept.updatedAt(),
          kept.updatedBy(),
          users.getOrDefault(secret.name(), List.of()));
    }
  }
}
