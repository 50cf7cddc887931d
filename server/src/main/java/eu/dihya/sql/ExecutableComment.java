package eu.dihya.sql;

/** {@code /*!80013 … *}{@code /} and {@code /*M!100100 … *}{@code /}. */
final class ExecutableComment {
  private ExecutableComment() {}

  /** Where the SQL inside begins: after the mark and the version. */
  static int contentStart(String comment) {
    int at = comment.indexOf('!') + 1;
    while (Scan.isDigit(comment.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The SQL inside. */
  static String content(String comment) {
    return comment.substring(contentStart(comment), comment.length() - 2);
  }
}
