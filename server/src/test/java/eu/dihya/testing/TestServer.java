package eu.dihya.testing;

import eu.dihya.base.Engine;
import eu.dihya.demo.Login;
import java.util.UUID;

/** A database server for tests that gives out fresh databases. */
public record TestServer(Engine engine, String host, int port, Login admin, Login application) {

  /** A database of its own for one test, empty, where {@link #application()} may do everything. */
  public TestDatabase createDatabase() {
    String name = "t_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    new ServerSql(this)
        .execute(
            engine.isMySqlFamily()
                ? "CREATE DATABASE `" + name + "`"
                : "CREATE DATABASE \"" + name + "\" OWNER \"" + application.user() + "\"");
    return database(name);
  }

  /** A database that is already there, as the application user. */
  public TestDatabase database(String name) {
    return new TestDatabase(engine, host, port, name, application.user(), application.password());
  }

  /** A database that is already there, as the superuser. */
  public TestDatabase databaseAsAdmin(String name) {
    return new TestDatabase(engine, host, port, name, admin.user(), admin.password());
  }
}
