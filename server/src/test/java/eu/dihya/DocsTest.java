package eu.dihya;

import static org.assertj.core.api.Assertions.assertThat;

import eu.dihya.app.Configuration;
import eu.dihya.cli.CommandModel;
import eu.dihya.lint.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documentation says nothing that the code does not know, and leaves out nothing that it must
 * say.
 */
class DocsTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @Test
  void everyRelativeLinkAndImageLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      for (String link : matches(LINK, withoutCode(text(page)))) {
        if (!link.contains("://") && !link.startsWith("mailto:") && !resolves(page, link)) {
          broken.add(ROOT.relativize(page) + ": " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void migrationsListEveryLintRuleWithItsSeverity() {
    Map<String, String> documented = new TreeMap<>();
    Pattern row = Pattern.compile("\\| `([a-z-]+)` \\| (error|warning|advice) \\|.*");
    text(docs("migrations.md"))
        .lines()
        .map(row::matcher)
        .filter(matcher -> matcher.matches())
        .forEach(matcher -> documented.put(matcher.group(1), matcher.group(2)));
    Map<String, String> known = new TreeMap<>();
    Rules.all().forEach(rule -> known.put(rule.id(), rule.severity().code()));
    assertThat(documented).isEqualTo(known);
  }

  @Test
  void operationsListEveryKeyOfTheConfigurationWithItsDefault(@TempDir Path workspace) {
    Map<String, String> known = new TreeMap<>();
    Configuration.load(workspace, Map.of(), Map.of())
        .values()
        .forEach(value -> known.put(value.key(), value.value().isEmpty() ? "none" : value.value()));
    Map<String, String> documented = new HashMap<>();
    Pattern row = Pattern.compile("\\| `([a-zA-Z.]+)` \\| `?([^|`]+?)`? \\| `DIHYA_.*");
    text(docs("operations.md"))
        .lines()
        .map(row::matcher)
        .filter(matcher -> matcher.matches())
        .forEach(matcher -> documented.put(matcher.group(1), matcher.group(2)));
    assertThat(documented).isEqualTo(known);
  }

  @Test
  void testsThatShowARequirementOfAsvsAreThere() throws IOException {
    Set<String> known = new HashSet<>();
    for (String place : List.of("server/src/test/java", "web-ui/test", "web-ui/src")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(place))) {
        files
            .map(file -> String.valueOf(file.getFileName()))
            .filter(name -> name.matches(".+((Test|IT)\\.java|\\.test\\.tsx?)"))
            .forEach(name -> known.add(name.replace(".java", "")));
      }
    }
    List<String> named =
        text(docs("asvs.md"))
            .lines()
            .filter(line -> line.startsWith("| ") && line.endsWith("|"))
            .map(line -> line.split("\\|", -1))
            .flatMap(cells -> matches(CODE, cells[cells.length - 2]).stream())
            .toList();
    assertThat(named).hasSizeGreaterThan(50);
    assertThat(known).containsAll(named);
  }

  @Test
  void everyCommandLineOfAPageIsOne() {
    List<String> wrong = new ArrayList<>();
    int commands = 0;
    for (Path page : pages()) {
      for (String line : commandLines(page)) {
        commands++;
        CommandModel.fault(words(line))
            .ifPresent(fault -> wrong.add(ROOT.relativize(page) + ": " + line + ": " + fault));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(commands).as("command lines that were found").isGreaterThan(30);
  }

  @Test
  void aCommandThatIsNotThereWouldBeFound() {
    assertThat(CommandModel.fault(words("dihya rollout watch R-0001"))).isEmpty();
    assertThat(CommandModel.fault(words("dihya rollout wach R-0001"))).isPresent();
    assertThat(CommandModel.fault(words("dihya rollout"))).isPresent();
    assertThat(CommandModel.fault(words("dihya migrate --dry-rum"))).isPresent();
  }

  @Test
  void theCommandPageNamesCommandsThatAreThere() {
    Set<String> known = CommandModel.names();
    List<String> named = commandsOfTheCommandPage().toList();
    assertThat(named).hasSizeGreaterThan(25);
    assertThat(known).containsAll(named);
    assertThat(nouns(named.stream())).containsAll(nouns(known.stream()));
  }

  private static Set<String> nouns(Stream<String> commands) {
    return commands.map(command -> command.split(" ", 2)[0]).collect(Collectors.toSet());
  }

  /** {@code rollout pause\|resume ID} in the first cell of a row is two commands. */
  private static Stream<String> commandsOfTheCommandPage() {
    return section(text(docs("cli.md")), "## Commands")
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("(?<!\\\\)\\|", 3)[1])
        .flatMap(cell -> matches(CODE, cell).stream())
        .flatMap(DocsTest::commands);
  }

  private static Stream<String> commands(String code) {
    List<String> words = List.of(code.split(" "));
    boolean verb =
        words.size() > 1
            && words.get(1).matches("[a-z][a-z\\\\|-]*")
            && CommandModel.fault(words.subList(0, 1)).isPresent();
    return verb
        ? Stream.of(words.get(1).split("\\\\\\|")).map(each -> words.getFirst() + " " + each)
        : Stream.of(words.getFirst());
  }

  private static boolean resolves(Path page, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return hash < 0 || anchors(text(target)).contains(link.substring(hash + 1));
  }

  private static Set<String> anchors(String page) {
    return matches(HEADING, withoutCode(page)).stream()
        .map(
            heading ->
                heading
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static List<String> commandLines(Path page) {
    return FENCE
        .matcher(text(page))
        .results()
        .filter(block -> block.group(1).equals("sh"))
        .flatMap(block -> block.group(2).lines())
        .filter(line -> line.matches("(\\./)?dihya .*"))
        .toList();
  }

  /**
   * The words after the program's name, as a shell would part them; quotes are single ones only.
   */
  private static List<String> words(String line) {
    return WORD.matcher(line)
        .results()
        .skip(1)
        .map(word -> word.group(1) != null ? word.group(1) : word.group(2))
        .toList();
  }

  private static String section(String page, String heading) {
    String from = page.substring(page.indexOf(heading) + heading.length());
    return from.split("(?m)^##", 2)[0];
  }

  private static String withoutCode(String page) {
    return FENCE.matcher(page).replaceAll("").replaceAll("`[^`\\n]*`", "code");
  }

  private static List<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult found) -> found.group(1)).toList();
  }

  private static Path docs(String name) {
    return ROOT.resolve("docs").resolve(name);
  }

  private static List<Path> pages() {
    List<Path> pages = new ArrayList<>();
    try {
      Files.walkFileTree(ROOT, new Pages(pages));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pages;
  }

  /** Collects the pages of the repository, and does not look into what is built or fetched. */
  private static final class Pages extends SimpleFileVisitor<Path> {
    private static final Set<String> NOT_OURS =
        Set.of("node_modules", "target", "dist", ".git", ".dihya");
    private final List<Path> found;

    Pages(List<Path> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return NOT_OURS.contains(String.valueOf(directory.getFileName()))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.toString().endsWith(".md")) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
