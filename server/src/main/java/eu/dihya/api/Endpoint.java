package eu.dihya.api;

import eu.dihya.security.Permission;

/**
 * One operation of the API.
 *
 * @param path with {@code {name}} for each parameter, as in the contract
 * @param permission that its caller needs
 * @param secret whether nothing of the call may be kept, also not for a repeated one
 */
public record Endpoint(
    String method, String path, Permission permission, boolean secret, Handler handler) {
  /** Answers a call on a virtual thread; may throw {@link eu.dihya.base.DihyaException}. */
  public interface Handler {
    Reply answer(Call call);
  }

  static Endpoint get(String path, Permission permission, Handler handler) {
    return new Endpoint("GET", path, permission, false, handler);
  }

  static Endpoint post(String path, Permission permission, Handler handler) {
    return new Endpoint("POST", path, permission, false, handler);
  }

  static Endpoint put(String path, Permission permission, Handler handler) {
    return new Endpoint("PUT", path, permission, false, handler);
  }

  /** Its answer is told once, to its caller alone; of its body there stays no digest either. */
  Endpoint toldOnce() {
    return new Endpoint(method, path, permission, true, handler);
  }
}
