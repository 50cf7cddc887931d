package eu.dihya.tenants;

/**
 * Where a secret is found; never the secret itself.
 *
 * @param scheme {@code env}, {@code file} or {@code sealed}
 * @param value name of the environment variable, path of the file (relative to the workspace), or
 *     name of the secret in the control store
 */
public record SecretRef(String scheme, String value) {
  /** Whether the control store has it. */
  public boolean inControlStore() {
    return scheme.equals("sealed");
  }

  @Override
  public String toString() {
    return scheme + ":" + value;
  }
}
