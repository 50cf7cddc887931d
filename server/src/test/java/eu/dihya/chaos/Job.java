package eu.dihya.chaos;

import eu.dihya.base.Engine;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.SecretRef;
import eu.dihya.tenants.Target;
import java.util.List;
import java.util.Optional;

/**
 * One target in a worker's hands, and where it ends there.
 *
 * @param stop where; empty to go to the end
 */
record Job(String tenant, Target target, Credentials login, Optional<Stop> stop) {
  /**
   * The nth time that a point is reached.
   *
   * @param matching counts only statements in which this regular expression is found, in any case
   */
  record Stop(Point point, int nth, String matching) {
    Stop(Point point, int nth) {
      this(point, nth, "");
    }

    @Override
    public String toString() {
      return point + "#" + nth + (matching.isEmpty() ? "" : " of /" + matching + "/");
    }
  }

  Job stopping(Stop at) {
    return new Job(tenant, target, login, Optional.of(at));
  }

  /** The same target at another address. */
  Job through(String host, int port) {
    return new Job(tenant, target(target.engine(), host, port, target.database()), login, stop);
  }

  /** One line that {@link #parse} reads; the password is not in it. */
  String line() {
    return String.join(
        "\t",
        tenant,
        target.engine().code(),
        target.host(),
        Integer.toString(target.port()),
        target.database(),
        login.user(),
        stop.map(at -> at.point().name()).orElse(""),
        stop.map(at -> Integer.toString(at.nth())).orElse(""),
        stop.map(Stop::matching).orElse(""));
  }

  static Job parse(String line, String password) {
    List<String> parts = List.of(line.split("\t", -1));
    Optional<Stop> stop =
        parts.get(6).isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Stop(
                    Point.valueOf(parts.get(6)), Integer.parseInt(parts.get(7)), parts.get(8)));
    return new Job(
        parts.get(0),
        target(
            Engine.fromCode(parts.get(1)).orElseThrow(),
            parts.get(2),
            Integer.parseInt(parts.get(3)),
            parts.get(4)),
        new Credentials(parts.get(5), password),
        stop);
  }

  static Target target(Engine engine, String host, int port, String database) {
    Optional<SecretRef> secret =
        engine == Engine.SQLITE ? Optional.empty() : Optional.of(new SecretRef("env", "T"));
    return new Target(engine, host, port, database, Optional.empty(), secret, false);
  }
}
