package eu.dihya.api;

/**
 * One operation of the API.
 *
 * @param path with {@code {name}} for each parameter, as in the contract
 * @param open whether it answers without a sign-in
 */
public record Endpoint(String method, String path, boolean open, Handler handler) {
  /** Answers a call on a virtual thread; may throw {@link eu.dihya.base.DihyaException}. */
  public interface Handler {
    Reply answer(Call call);
  }

  static Endpoint get(String path, Handler handler) {
    return new Endpoint("GET", path, false, handler);
  }

  static Endpoint post(String path, Handler handler) {
    return new Endpoint("POST", path, false, handler);
  }
}
