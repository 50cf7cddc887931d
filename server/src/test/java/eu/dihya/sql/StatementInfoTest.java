package eu.dihya.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One line of {@code statement-info.csv} a case; its columns are parted by "; ", the last is the
 * rest of the line.
 */
class StatementInfoTest {
  private static final int COLUMNS = 9;

  static Stream<String> lines() throws IOException {
    try (InputStream table =
        StatementInfoTest.class.getResourceAsStream("/sql/statement-info.csv")) {
      String text =
          new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1);
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void tellsWhatAStatementIs(String line) {
    String[] cells = line.split(";", COLUMNS);
    SqlDialect dialect = SqlDialect.valueOf(cells[0].strip());
    Statement statement = new Statement(1, cells[8].strip(), 1, 1);
    StatementInfo expected =
        new StatementInfo(
            StatementKind.valueOf(cells[1].strip()),
            cells[2].strip(),
            Arrays.stream(cells[3].split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList(),
            yes(cells[4]),
            yes(cells[5]),
            yes(cells[6]),
            yes(cells[7]));
    StatementInfo info = StatementInfo.of(statement, dialect);
    assertThat(info).isEqualTo(expected);
    assertThat(info.isTransactionControl())
        .isEqualTo(expected.kind() == StatementKind.TRANSACTION_CONTROL);
  }

  private static boolean yes(String cell) {
    return cell.strip().equals("yes");
  }
}
