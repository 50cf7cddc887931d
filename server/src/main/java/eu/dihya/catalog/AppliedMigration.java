package eu.dihya.catalog;

/**
 * What a tenant's history says about one version now.
 *
 * @param version text of the history's version column
 * @param baseline whether the history of the stream begins here: this version and all lower ones
 *     count as applied, and the checksums mean nothing
 */
public record AppliedMigration(
    String stream, String version, String rawChecksum, String tokenChecksum, boolean baseline) {
  public static AppliedMigration of(
      String stream, String version, String rawChecksum, String tokenChecksum) {
    return new AppliedMigration(stream, version, rawChecksum, tokenChecksum, false);
  }

  public static AppliedMigration baseline(String stream, String version) {
    return new AppliedMigration(stream, version, "", "", true);
  }
}
