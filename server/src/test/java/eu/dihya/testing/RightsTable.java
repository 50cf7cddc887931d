package eu.dihya.testing;

import eu.dihya.security.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The table of {@code docs/security.md}: which role has which permissions. */
public final class RightsTable {
  private static final Path PAGE = Path.of("..", "docs", "security.md");

  private RightsTable() {}

  /** The codes of the permissions of each role, by its code. */
  public static Map<String, Set<String>> read() throws IOException {
    List<List<String>> rows =
        Files.readAllLines(PAGE).stream()
            .dropWhile(line -> !line.startsWith("| "))
            .takeWhile(line -> line.startsWith("| "))
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(RightsTable::plain).toList())
            .toList();
    List<String> head = rows.getFirst();
    Map<String, Set<String>> table = new TreeMap<>();
    for (int column = 3; column < head.size() - 1; column++) {
      Set<String> permissions = new TreeSet<>();
      for (List<String> row : rows.subList(2, rows.size())) {
        if (row.get(column).equals("yes")) {
          permissions.add(row.get(1));
        }
      }
      table.put(head.get(column), permissions);
    }
    return table;
  }

  /** Those that the product knows. */
  public static Set<String> roles() {
    Set<String> roles = new TreeSet<>();
    Role.ofPeople().forEach(role -> roles.add(role.code()));
    return roles;
  }

  private static String plain(String cell) {
    return cell.replace("`", "").strip();
  }
}
