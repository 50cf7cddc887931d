package eu.dihya.cli;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Standard output for data, standard error for talk.
 *
 * @param terminal whether a person sits in front of it
 */
record Console(
    PrintWriter out, PrintWriter err, BufferedReader in, boolean terminal, GlobalOptions options) {
  /** Data. */
  void print(String data) {
    out.println(data);
    out.flush();
  }

  /** Talk; silent with {@code -q}. */
  void say(String talk) {
    if (!options.quiet) {
      warn(talk);
    }
  }

  /** Talk for {@code -v}. */
  void detail(String talk) {
    if (options.verbose) {
      warn(talk);
    }
  }

  /** Talk that also {@code -q} lets through. */
  void warn(String talk) {
    err.println(DisplayText.harmless(talk));
    err.flush();
  }

  /**
   * Asks a person; yes with {@code --yes}, and where nobody can be asked.
   *
   * @throws DihyaException USAGE when the answer is no
   */
  void confirm(String question) {
    if (options.yes || !terminal) {
      return;
    }
    err.print(DisplayText.harmless(question) + " [y/N] ");
    err.flush();
    if (!List.of("y", "yes").contains(answer().strip().toLowerCase(Locale.ROOT))) {
      throw new DihyaException(ErrorCode.USAGE, "nothing was done: the answer was not yes");
    }
  }

  /** Asks for a secret, which is not shown while it is typed; or reads a line where nobody sits. */
  String secret(String question) {
    java.io.Console typed = terminal ? System.console() : null;
    if (typed == null) {
      return answer().strip();
    }
    char[] answer = typed.readPassword("%s: ", DisplayText.harmless(question));
    return answer == null ? "" : new String(answer).strip();
  }

  private String answer() {
    try {
      String line = in.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      return "";
    }
  }

  /** A list: its columns as a table, the server's whole answer as JSON, or an item a line. */
  void list(JsonNode answer, JsonNode items, List<Column> columns) {
    switch (format()) {
      case JSON -> print(Json.pretty(answer));
      case NDJSON -> items.forEach(item -> print(Json.write(item)));
      case TABLE, SARIF, MARKDOWN, YAML -> table(items, columns);
    }
  }

  /** One thing: as a table of its fields, or as JSON. */
  void show(JsonNode thing, List<Column> fields) {
    switch (format()) {
      case JSON -> print(Json.pretty(thing));
      case NDJSON -> print(Json.write(thing));
      case TABLE, SARIF, MARKDOWN, YAML -> fields(thing, fields);
    }
  }

  boolean isTable() {
    return format() == OutputFormat.TABLE;
  }

  /**
   * The format, of those that every listing has.
   *
   * @throws DihyaException USAGE when it is another
   */
  OutputFormat format() {
    return switch (options.output) {
      case TABLE, JSON, NDJSON -> options.output;
      case SARIF -> throw onlyFor("dihya migration lint");
      case MARKDOWN, YAML -> throw onlyFor("dihya plan");
    };
  }

  private DihyaException onlyFor(String command) {
    return new DihyaException(
        ErrorCode.USAGE,
        "--output " + options.output + " is for '" + command + "'; here: table, json or ndjson");
  }

  void table(JsonNode items, List<Column> columns) {
    var table = new Table(columns.stream().map(Column::title).toList());
    items.forEach(
        item -> table.add(columns.stream().map(column -> column.value().apply(item)).toList()));
    if (table.isEmpty()) {
      say("(none)");
    } else {
      print(table.toString());
    }
  }

  private void fields(JsonNode thing, List<Column> fields) {
    int width = fields.stream().mapToInt(field -> DisplayText.width(field.title())).max().orElse(0);
    for (Column field : fields) {
      String value = DisplayText.oneLine(field.value().apply(thing));
      if (!value.isEmpty()) {
        print(DisplayText.pad(field.title(), width) + "  " + value);
      }
    }
  }
}
