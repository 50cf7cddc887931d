package eu.dihya.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Suggestions;
import eu.dihya.base.TenantScope;
import eu.dihya.catalog.Catalog;
import eu.dihya.catalog.CatalogSource;
import eu.dihya.catalog.Migration;
import eu.dihya.catalog.MigrationFile;
import eu.dihya.catalog.MigrationHeader;
import eu.dihya.engine.AppliedSet;
import eu.dihya.plan.Observation;
import eu.dihya.plan.ObservationStore;
import eu.dihya.security.Permission;
import eu.dihya.tenants.Tenant;
import eu.dihya.tenants.TenantStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The catalogue. */
public final class MigrationResource {
  private static final int TEXT_SHOWN = 256 * 1024;

  private final CatalogSource catalogs;
  private final TenantStore tenants;
  private final ObservationStore observations;
  private final LintResource lint;
  private final NewMigrations newMigrations;

  MigrationResource(
      CatalogSource catalogs,
      TenantStore tenants,
      ObservationStore observations,
      LintResource lint,
      NewMigrations newMigrations) {
    this.catalogs = catalogs;
    this.tenants = tenants;
    this.observations = observations;
    this.lint = lint;
    this.newMigrations = newMigrations;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/v1/migrations", Permission.READ, call -> list(call.scope())),
        Endpoint.post("/api/v1/migrations", Permission.CHANGE_MIGRATIONS, this::add),
        Endpoint.get(
            "/api/v1/migrations/{name}",
            Permission.READ,
            call -> Reply.json(detail(call.scope(), call.path("name")))));
  }

  /** Writes the files of a new migration. */
  public interface NewMigrations {
    List<String> write(String stream, String description, Optional<Engine> engine);
  }

  record NewBody(String description, @Nullable String stream, @Nullable String engine) {}

  private Reply add(Call call) {
    NewBody body = call.body(NewBody.class);
    Optional<Engine> engine = Optional.ofNullable(body.engine()).map(MigrationResource::engine);
    String stream = Optional.ofNullable(body.stream()).orElse(Migration.COMMON);
    return Reply.json(
        201, Map.of("files", newMigrations.write(stream, body.description(), engine)));
  }

  private static Engine engine(String code) {
    List<String> known = Arrays.stream(Engine.values()).map(Engine::code).toList();
    return Engine.fromCode(code)
        .orElseThrow(
            () ->
                new DihyaException(
                    ErrorCode.USAGE,
                    "there is no engine '" + code + "'" + Suggestions.hint(code, known)));
  }

  private Reply list(TenantScope scope) {
    Catalog catalog = catalogs.get();
    Map<String, Observation> seen = observations.all(scope);
    List<Tenant> all = tenants.all(scope);
    return Reply.json(
        Map.of(
            "convention", catalog.convention().title(),
            "release", catalog.release().digest(),
            "items",
                catalog.migrations().stream()
                    .map(migration -> view(migration, all, seen))
                    .toList()));
  }

  private MigrationDetail detail(TenantScope scope, String name) {
    Catalog catalog = catalogs.get();
    Migration migration =
        catalog.migrations().stream()
            .filter(each -> named(each, name))
            .findFirst()
            .orElseThrow(
                () ->
                    new DihyaException(
                        ErrorCode.NOT_FOUND,
                        "there is no migration '"
                            + name
                            + "'"
                            + Suggestions.hint(
                                name,
                                catalog.migrations().stream().map(Migration::name).toList())));
    MigrationView view = view(migration, tenants.all(scope), observations.all(scope));
    return new MigrationDetail(
        view,
        migration.variants().stream().map(MigrationResource::text).toList(),
        lint.of(catalog, List.of(migration)));
  }

  private static boolean named(Migration migration, String name) {
    return name.equals(migration.name())
        || name.equals(migration.historyVersion())
        || name.equals(migration.stream() + "/" + migration.historyVersion());
  }

  private static MigrationView view(
      Migration migration, List<Tenant> tenants, Map<String, Observation> seen) {
    int applied = 0;
    int lacking = 0;
    for (Tenant tenant : tenants) {
      boolean meant =
          migration.stream().equals(Migration.COMMON) || migration.stream().equals(tenant.sector());
      if (meant && seen.get(tenant.id()) instanceof Observation.Seen observation) {
        boolean has =
            AppliedSet.of(observation.history())
                .contains(migration.stream(), migration.historyVersion());
        applied += has ? 1 : 0;
        lacking += has ? 0 : 1;
      }
    }
    List<MigrationFile> files = migration.variants();
    MigrationHeader header = files.getFirst().header();
    return new MigrationView(
        migration.name(),
        migration.stream(),
        migration.version().map(Object::toString).orElse(""),
        migration.description(),
        migration.repeatable(),
        Arrays.stream(Engine.values())
            .filter(engine -> migration.fileFor(engine).isPresent())
            .map(Engine::code)
            .toList(),
        files.stream().map(MigrationFile::displayName).toList(),
        files.stream().allMatch(file -> file.down().isPresent()),
        header.purpose(),
        header.impact(),
        header.rollback(),
        applied,
        lacking);
  }

  private static TextView text(MigrationFile file) {
    try (InputStream in = Files.newInputStream(file.path())) {
      byte[] bytes = in.readNBytes(TEXT_SHOWN);
      return new TextView(
          file.displayName(),
          file.engine().map(Engine::code).orElse(null),
          new String(bytes, StandardCharsets.UTF_8),
          in.read() >= 0,
          file.rawChecksum());
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.CATALOG, "cannot read " + file.displayName() + ": " + e.getMessage(), e);
    }
  }

  record MigrationView(
      String name,
      String stream,
      String version,
      String description,
      boolean repeatable,
      List<String> engines,
      List<String> files,
      boolean hasDown,
      Optional<String> purpose,
      Optional<String> impact,
      Optional<String> rollback,
      int applied,
      int lacking) {}

  record MigrationDetail(
      @JsonUnwrapped MigrationView migration, List<TextView> texts, List<FindingView> findings) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TextView(
      String file, @Nullable String engine, String text, boolean truncated, String checksum) {}
}
