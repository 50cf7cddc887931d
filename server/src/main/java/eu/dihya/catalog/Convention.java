package eu.dihya.catalog;

/**
 * How a workspace names and sections its migration files. Detected once for a workspace; never
 * mixed.
 */
public enum Convention {
  NATIVE("Dihya"),
  DBMATE("dbmate"),
  GOLANG_MIGRATE("golang-migrate"),
  FLYWAY("Flyway"),
  GOOSE("goose");

  private final String title;

  Convention(String title) {
    this.title = title;
  }

  /** The name that people know it by. */
  public String title() {
    return title;
  }
}
