package eu.dihya.api;

import eu.dihya.security.Permission;
import java.util.EnumSet;
import java.util.Set;

/**
 * One operation of the API.
 *
 * @param path with {@code {name}} for each parameter, as in the contract
 * @param permission that its caller needs
 * @param care what else has to be kept in mind
 */
public record Endpoint(
    String method, String path, Permission permission, Set<Care> care, Handler handler) {
  /** What else an operation asks for. */
  enum Care {
    /** Its request or answer holds a secret, and is kept nowhere; also not for a repeated call. */
    TOLD_ONCE,
    /** Its caller must have shown within minutes who they are. */
    FRESH,
    /** Who gets its answer is in the audit. */
    DOWNLOAD
  }

  /** Answers a call on a virtual thread; may throw {@link eu.dihya.base.DihyaException}. */
  public interface Handler {
    Reply answer(Call call);
  }

  static Endpoint get(String path, Permission permission, Handler handler) {
    return new Endpoint("GET", path, permission, Set.of(), handler);
  }

  static Endpoint post(String path, Permission permission, Handler handler) {
    return new Endpoint("POST", path, permission, Set.of(), handler);
  }

  static Endpoint put(String path, Permission permission, Handler handler) {
    return new Endpoint("PUT", path, permission, Set.of(), handler);
  }

  /** Its answer is told once, to its caller alone; of its body there stays no digest either. */
  Endpoint toldOnce() {
    return with(Care.TOLD_ONCE);
  }

  /** It needs a step-up. */
  Endpoint fresh() {
    return with(Care.FRESH);
  }

  /** Its answer is taken away: the audit knows by whom. */
  Endpoint download() {
    return with(Care.DOWNLOAD);
  }

  private Endpoint with(Care more) {
    EnumSet<Care> all = EnumSet.of(more);
    all.addAll(care);
    return new Endpoint(method, path, permission, Set.copyOf(all), handler);
  }
}
