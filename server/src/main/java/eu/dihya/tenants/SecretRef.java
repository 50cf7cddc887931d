package eu.dihya.tenants;

/**
 * Where a secret is found; never the secret itself.
 *
 * @param scheme {@code env} or {@code file}
 * @param value name of the environment variable, or path of the file (relative to the workspace)
 */
public record SecretRef(String scheme, String value) {
  @Override
  public String toString() {
    return scheme + ":" + value;
  }
}
