package eu.dihya.engine.postgresql;

import eu.dihya.engine.HistoryRow;
import eu.dihya.engine.Row;
import eu.dihya.engine.SqlFailure;
import eu.dihya.engine.SqlFailure.Kind;
import eu.dihya.engine.TargetHistory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The histories of schemas of one database. For one thread. */
final class SchemaHistories {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaHistories.class);

  /**
   * Schemas in one round trip. A query locks each table and index that it names, two for a history
   * and three for a journal, in a table that all connections of the server share: a hundred locks
   * are what a transaction may well take, a thousand would be missing to others.
   */
  private static final int TOGETHER = 20;

  /** The server cuts longer names, in a query as well as in its catalogue. */
  private static final int LONGEST_NAME = 63;

  private final Questions questions;
  private final Map<String, TargetHistory> found = new HashMap<>();
  private final Set<String> journals = new HashSet<>();

  SchemaHistories(Questions questions) {
    this.questions = questions;
  }

  /**
   * The histories by schema; one that cannot be read with the others is left out.
   *
   * @throws SqlFailure kind CONNECTION_LOST
   */
  Map<String, TargetHistory> of(List<String> schemas) {
    try {
      if (schemas.size() > 1 || !fits(schemas.getFirst()) || !alone(schemas.getFirst())) {
        together(schemas);
      }
    } catch (SqlFailure e) {
      leave(schemas, e);
    }
    return found;
  }

  /** One round trip for a database that has our tables; false when it may have none. */
  private boolean alone(String schema) {
    List<String> one = List.of(schema);
    try {
      List<List<Row>> answers =
          questions.ask(
              Greeting.QUESTION,
              questions.settings(),
              HistoryQueries.present(one),
              HistoryQueries.histories(one));
      Greeting greeting = Greeting.of(answers.getFirst().getFirst(), questions.options());
      if (!questions.relayed(greeting.pid())) {
        List<Row> history = answers.getLast();
        boolean readable = !readable(greeting, one, answers.get(answers.size() - 2)).isEmpty();
        if (readable) {
          keep(greeting, one, history, journals.isEmpty() ? Set.of() : begun(one));
        }
      }
      return true;
    } catch (SqlFailure e) {
      if (e.kind() == Kind.OBJECT) {
        return false;
      }
      throw e;
    }
  }

  private static boolean fits(String schema) {
    return schema.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
  }

  private void together(List<String> schemas) {
    List<String> named = schemas.stream().filter(SchemaHistories::fits).toList();
    if (named.isEmpty()) {
      return;
    }
    List<List<Row>> answers =
        questions.ask(Greeting.QUESTION, questions.settings(), HistoryQueries.present(named));
    Greeting greeting = Greeting.of(answers.getFirst().getFirst(), questions.options());
    if (questions.relayed(greeting.pid())) {
      return;
    }
    List<String> readable = readable(greeting, named, answers.getLast());
    for (int from = 0; from < readable.size(); from += TOGETHER) {
      read(greeting, readable.subList(from, Math.min(from + TOGETHER, readable.size())));
    }
  }

  /** Those that have a history; who has none has an empty one. Most have no journal. */
  private List<String> readable(Greeting greeting, List<String> schemas, List<Row> present) {
    List<String> readable = new ArrayList<>();
    Set<String> absent = new HashSet<>(schemas);
    for (Row row : present) {
      String schema = row.text("name");
      absent.remove(schema);
      if (row.flag("open") && row.text("history").isEmpty()) {
        absent.add(schema);
      } else if (row.flag("open")
          && row.text("history").equals("r")
          && List.of("r", "").contains(row.text("journal"))) {
        readable.add(schema);
        if (row.flag("written")) {
          journals.add(schema);
        }
      }
    }
    absent.forEach(schema -> found.put(schema, history(greeting, List.of(), false)));
    return readable;
  }

  private void read(Greeting greeting, List<String> schemas) {
    List<String> written = schemas.stream().filter(journals::contains).toList();
    try {
      if (written.isEmpty()) {
        keep(
            greeting,
            schemas,
            questions.ask(HistoryQueries.histories(schemas)).getFirst(),
            Set.of());
      } else {
        List<List<Row>> answers =
            questions.ask(HistoryQueries.histories(schemas), HistoryQueries.journals(written));
        keep(greeting, schemas, answers.getFirst(), begun(written, answers.getLast()));
      }
    } catch (SqlFailure e) {
      leave(schemas, e);
    }
  }

  private Set<String> begun(List<String> schemas) {
    return begun(schemas, questions.ask(HistoryQueries.journals(schemas)).getFirst());
  }

  private static Set<String> begun(List<String> schemas, List<Row> journals) {
    return journals.stream()
        .map(row -> schemas.get((int) row.number("place")))
        .collect(Collectors.toSet());
  }

  private void keep(Greeting greeting, List<String> schemas, List<Row> answer, Set<String> begun) {
    List<List<HistoryRow>> rows = new ArrayList<>();
    schemas.forEach(schema -> rows.add(new ArrayList<>()));
    answer.forEach(row -> rows.get((int) row.number("place")).add(HistoryRow.of(row)));
    for (int place = 0; place < schemas.size(); place++) {
      String schema = schemas.get(place);
      List<HistoryRow> history = rows.get(place);
      history.sort(Comparator.comparingLong(HistoryRow::id));
      boolean halfway = !history.isEmpty() && begun.contains(schema);
      found.put(schema, history(greeting, history, halfway));
    }
  }

  private static TargetHistory history(Greeting greeting, List<HistoryRow> rows, boolean halfway) {
    return new TargetHistory(greeting.capabilities(), greeting.notices(), rows, halfway);
  }

  /** What the server refuses to answer for all may be answered to each. */
  private static void leave(List<String> schemas, SqlFailure failure) {
    if (failure.kind() == Kind.CONNECTION_LOST) {
      throw failure;
    }
    LOG.debug("{} schemas are read one by one: {}", schemas.size(), failure.text());
  }
}
