package eu.dihya.store;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The role as which tenants' data are read for a scope: it owns nothing, so that the tables'
 * policies hold for it. It belongs to the whole database server.
 */
final class ScopedRole {
  static final String NAME = "dihya_scoped";

  /**
   * From PostgreSQL 16 on a member may not become the role without a right of its own, and who
   * makes a role is a member without it.
   */
  private static final String SET_IS_APART =
      "SELECT CAST(current_setting('server_version_num') AS int) >= 160000";

  private ScopedRole() {}

  /**
   * Makes the role and makes the own one a member, where that is not so yet.
   *
   * @throws DihyaException CONFIGURATION with what an administrator of the database has to do
   */
  static void ensure(Handle handle, String login) {
    boolean apart = holds(handle, SET_IS_APART);
    String with = apart ? " WITH SET TRUE" : "";
    if (!holds(handle, "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "')")) {
      administer(handle, "CREATE ROLE " + NAME + " NOLOGIN", login, with);
    }
    String kind = apart ? "SET" : "MEMBER";
    if (!holds(handle, "SELECT pg_has_role(current_user, '" + NAME + "', '" + kind + "')")) {
      administer(handle, "GRANT " + NAME + " TO CURRENT_USER" + with, login, with);
    }
    String schema =
        handle.createQuery("SELECT quote_ident(current_schema())").mapTo(String.class).one();
    handle.execute("GRANT USAGE ON SCHEMA " + schema + " TO " + NAME);
  }

  private static boolean holds(Handle handle, String question) {
    return handle.createQuery(question).mapTo(Boolean.class).one();
  }

  private static void administer(Handle handle, String statement, String login, String with) {
    try {
      handle.execute(statement);
    } catch (JdbiException e) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION,
          "the control store needs the role "
              + NAME
              + ", and "
              + login
              + " may not set it up; let an administrator of the database run: CREATE ROLE "
              + NAME
              + " NOLOGIN; GRANT "
              + NAME
              + " TO \""
              + login.replace("\"", "\"\"")
              + "\""
              + with
              + ";",
          e);
    }
  }
}
