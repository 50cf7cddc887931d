package eu.dihya.sql;

/** Commands of a database's own command line client, which no server understands. */
final class Commands {
  private static final int SHOWN = 40;

  private Commands() {}

  static SqlSyntaxException psql(CharInput in) {
    return refused(in, "a command of the client psql");
  }

  static SqlSyntaxException mysql(CharInput in) {
    return refused(in, "a command of the client mysql");
  }

  static SqlSyntaxException sqlite(CharInput in) {
    return refused(in, "a command of the shell sqlite3");
  }

  private static SqlSyntaxException refused(CharInput in, String what) {
    StringBuilder command = new StringBuilder();
    int at = 0;
    while (at < SHOWN && in.peek(at) > ' ') {
      command.append((char) in.peek(at++));
    }
    return new SqlSyntaxException(
        in.position(),
        "'" + command + "' is " + what + ", not SQL, and cannot be run here; remove it");
  }
}
