package eu.dihya.engine.sqlite;

import eu.dihya.engine.Place;
import eu.dihya.engine.Session;
import eu.dihya.engine.SqlFailure;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A process of its own that takes a target's session lock, or runs a statement, says so or why not,
 * and holds what it has until it is killed.
 */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws Exception {
    SqliteDriver driver = new SqliteDriver(1);
    Place place = SqlitePlaces.at(driver, Path.of(arguments[0]));
    Session session = place.connect();
    try {
      if (arguments.length > 1) {
        session.execute(arguments[1]);
      } else {
        session.lock(Duration.ofMillis(200));
      }
      System.out.println("held by " + session.connectionId());
    } catch (SqlFailure e) {
      System.out.println(e.text());
    }
    System.out.flush();
    System.in.read();
    session.close();
  }
}
