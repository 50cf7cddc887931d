package eu.dihya.api;

import eu.dihya.audit.AuditEntry;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.TenantScope;
import eu.dihya.security.Principal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One request, read and authenticated. */
public record Call(
    String method,
    String path,
    Map<String, String> pathParameters,
    Map<String, String> query,
    Map<String, String> headers,
    String body,
    Caller caller,
    String requestId) {

  /** A parameter of the path; the route guarantees that it is there. */
  public String path(String name) {
    return Optional.ofNullable(pathParameters.get(name)).orElseThrow();
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name.toLowerCase(Locale.ROOT)))
        .filter(value -> !value.isBlank());
  }

  /**
   * A whole number of the query.
   *
   * @throws DihyaException USAGE when it is not one, or outside the bounds
   */
  public long number(String name, long otherwise, long least, long most) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      long value = Long.parseLong(text.get());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new DihyaException(ErrorCode.USAGE, name + " is a whole number", e);
    }
    throw new DihyaException(
        ErrorCode.USAGE, name + " is from " + least + " to " + most + ", not " + text.get());
  }

  /** The header, whose name is given in lower case. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /**
   * The body as a record.
   *
   * @throws DihyaException USAGE that names the field that is wrong
   */
  public <T> T body(Class<T> type) {
    return BodyReader.read(body, type);
  }

  public Principal principal() {
    return caller.principal();
  }

  /** The tenants that its caller may know of. */
  public TenantScope scope() {
    return principal().scope();
  }

  /** Who acts, for the audit. */
  public AuditEntry.Actor actor() {
    return new AuditEntry.Actor(principal(), requestId);
  }
}
