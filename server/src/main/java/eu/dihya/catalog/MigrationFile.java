package eu.dihya.catalog;

import eu.dihya.base.Engine;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One file of a migration (for golang-migrate pairs and Flyway undo files: the up file, with the
 * other as {@code down}).
 *
 * @param path where it is
 * @param displayName relative to the workspace; used in messages
 * @param engine the engine of its infix; empty when it serves all
 * @param header the Purpose, Impact and Rollback lines
 * @param up the section that applies it
 * @param down the section that undoes it
 * @param verify the section whose statements must each return no row
 * @param rawChecksum SHA-256 of the bytes, hex
 */
public record MigrationFile(
    Path path,
    String displayName,
    Optional<Engine> engine,
    MigrationHeader header,
    Section up,
    Optional<Section> down,
    Optional<Section> verify,
    String rawChecksum) {
  /** What it is instead of SQL; empty for SQL. */
  public Optional<Program> program() {
    return up.program();
  }
}
