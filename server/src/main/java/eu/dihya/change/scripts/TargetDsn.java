package eu.dihya.change.scripts;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import eu.dihya.tenants.Tls;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The address of a target with user and password, as a program is given it. */
final class TargetDsn {
  private TargetDsn() {}

  /**
   * {@code postgresql://user:password@host:port/database}, with the tenant's schema as the search
   * path and what was said about encryption, as libpq reads it; {@code mysql://…}; {@code
   * sqlite:/path/to/file}.
   *
   * @param host the name of the target's server, or the address that is to be connected to
   * @throws DihyaException CONFIGURATION for a target that must be encrypted, on an engine whose
   *     clients cannot be told so in an address
   */
  static String of(Target target, String host, Optional<Credentials> credentials) {
    if (target.engine() == Engine.SQLITE) {
      return "sqlite:" + target.database();
    }
    String login =
        credentials
            .map(each -> encoded(each.user()) + ":" + encoded(each.password()) + "@")
            .orElse("");
    return target.engine().code()
        + "://"
        + login
        + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host)
        + ":"
        + target.port()
        + "/"
        + encoded(target.database())
        + query(target);
  }

  private static String query(Target target) {
    List<String> parts = new ArrayList<>();
    target.schema().map(TargetDsn::searchPath).ifPresent(parts::add);
    if (target.engine() == Engine.POSTGRESQL) {
      target.encryption().ifPresent(tls -> parts.addAll(encryption(tls)));
    } else if (target.tls().required()) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          target.address()
              + " must be encrypted, which a program cannot be told in an address on this engine;"
              + " write this migration in SQL");
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static List<String> encryption(Tls tls) {
    List<String> parts = new ArrayList<>(List.of("sslmode=" + tls.mode().code()));
    if (tls.verified()) {
      parts.add("sslrootcert=" + tls.authorities().map(TargetDsn::encoded).orElse("system"));
    }
    return parts;
  }

  /** As it stands in an address. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String searchPath(String schema) {
    String quoted = '"' + schema.replace("\"", "\"\"") + '"';
    String option = "-csearch_path=" + quoted.replace("\\", "\\\\").replace(" ", "\\ ");
    return "options=" + encoded(option);
  }
}
