package eu.dihya.catalog;

import eu.dihya.base.Engine;
import java.util.List;
import java.util.Optional;

/**
 * One change, with its variants for engines.
 *
 * @param stream the sequence it belongs to: {@code common} or a sector's name
 * @param version its version; empty for a repeatable one, which runs after all versioned ones
 *     whenever its checksum changes
 * @param description from the file's name, words separated by blanks
 * @param variants the files, the most specific of which is used for an engine
 */
public record Migration(
    String stream,
    Optional<MigrationVersion> version,
    String description,
    List<MigrationFile> variants) {
  /** The stream of every tenant. */
  public static final String COMMON = "common";

  public Migration {
    variants = List.copyOf(variants);
  }

  public boolean repeatable() {
    return version.isEmpty();
  }

  /**
   * What the history's version column holds: the version's text, or {@code R:description} for a
   * repeatable one.
   */
  public String historyVersion() {
    return version.map(MigrationVersion::toString).orElse("R:" + description);
  }

  /**
   * Whether a text of the history's version column names this migration; versions are compared, not
   * their texts.
   */
  public boolean isNamed(String historyVersion) {
    return version
        .map(
            own ->
                MigrationVersion.isVersion(historyVersion)
                    && own.equals(MigrationVersion.of(historyVersion)))
        .orElseGet(() -> historyVersion().equals(historyVersion));
  }

  /**
   * {@code 20250522_1200_create_users}, {@code R:user_view}: how it is named on pages and in
   * messages.
   */
  public String name() {
    String words = description.replace(' ', '_');
    return version.map(own -> own + "_" + words).orElse("R:" + words);
  }

  /**
   * The file for an engine: its own variant, MySQL's for MariaDB, else the one for all; empty if
   * there is none.
   */
  public Optional<MigrationFile> fileFor(Engine engine) {
    return variant(engine)
        .or(() -> engine == Engine.MARIADB ? variant(Engine.MYSQL) : Optional.empty())
        .or(() -> variants.stream().filter(file -> file.engine().isEmpty()).findFirst());
  }

  private Optional<MigrationFile> variant(Engine engine) {
    return variants.stream()
        .filter(file -> file.engine().filter(engine::equals).isPresent())
        .findFirst();
  }
}
