package eu.dihya.change.scripts;

import eu.dihya.base.Engine;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The address of a target with user and password, as a program is given it. */
final class TargetDsn {
  private TargetDsn() {}

  /**
   * {@code postgresql://user:password@host:port/database}, with the tenant's schema as the search
   * path, as libpq reads it; {@code mysql://…}; {@code sqlite:/path/to/file}.
   */
  static String of(Target target, Optional<Credentials> credentials) {
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
        + target.host()
        + ":"
        + target.port()
        + "/"
        + encoded(target.database())
        + target.schema().map(TargetDsn::searchPath).orElse("");
  }

  /** As it stands in an address. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String searchPath(String schema) {
    String quoted = '"' + schema.replace("\"", "\"\"") + '"';
    String option = "-csearch_path=" + quoted.replace("\\", "\\\\").replace(" ", "\\ ");
    return "?options=" + encoded(option);
  }
}
