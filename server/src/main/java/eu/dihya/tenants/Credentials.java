package eu.dihya.tenants;

/** User and password for a database. Its text form hides the password. */
public record Credentials(String user, String password) {
  @Override
  public String toString() {
    return user + ":***";
  }
}
