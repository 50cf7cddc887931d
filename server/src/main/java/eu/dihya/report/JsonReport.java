package eu.dihya.report;

import eu.dihya.base.Json;

/** {@code migration_audit_report.json}: the same fields in the same order, for programs. */
public final class JsonReport {
  /** The name under which it is archived. */
  public static final String FILE_NAME = "migration_audit_report.json";

  private JsonReport() {}

  public static String render(MigrationReport report) {
    return Json.pretty(report) + "\n";
  }

  /** Reads what {@link #render} wrote; an unknown field is an error. */
  public static MigrationReport read(String json) {
    return Json.read(json, MigrationReport.class);
  }
}
