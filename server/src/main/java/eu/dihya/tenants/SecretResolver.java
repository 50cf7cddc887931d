package eu.dihya.tenants;

/** Turns a reference into the secret that it names. Thread-safe. */
public interface SecretResolver {
  /**
   * The credentials behind the reference, read anew at each call so that a rotated secret is picked
   * up.
   *
   * @throws eu.dihya.base.DihyaException CONFIGURATION, naming the reference and never its content,
   *     when it resolves to nothing or not to {@code user:password}
   */
  Credentials resolve(SecretRef reference);
}
