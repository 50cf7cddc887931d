package eu.dihya.tenants;

import eu.dihya.base.Engine;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.Suggestions;
import eu.dihya.catalog.MigrationVersion;
import eu.dihya.tenants.SelectorTerm.Comparison;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one selector. Not thread-safe. */
final class SelectorParser {
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern TERM =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9_.-]*)(!=|<=|>=|=|<|>)(.*)");
  private static final List<String> ENGINES =
      Arrays.stream(Engine.values()).map(Engine::code).toList();
  private static final List<String> STATES =
      Arrays.stream(TenantState.values()).map(TenantState::code).toList();

  private final String text;
  private final Set<String> labels;
  private final Problems problems = new Problems();

  SelectorParser(String text, Set<String> labels) {
    this.text = text;
    this.labels = labels;
  }

  Selector parse() {
    List<SelectorTerm> terms = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      int column = text.codePointCount(0, word.start()) + 1;
      term(word.group(), new SourcePosition("selector", 1, column)).ifPresent(terms::add);
    }
    problems.throwIfAny(ErrorCode.USAGE);
    return new Selector(terms);
  }

  private Optional<SelectorTerm> term(String word, SourcePosition position) {
    Matcher parts = TERM.matcher(word);
    if (!parts.matches()) {
      problems.add(
          position, "'" + word + "' is no condition; expected name=value, as in sector=health");
      return Optional.empty();
    }
    String name = parts.group(1);
    List<String> values = List.of(parts.group(3).split(",", -1));
    if (values.contains("")) {
      problems.add(position, "'" + word + "' lacks a value");
      return Optional.empty();
    }
    Optional<SelectorField> field = SelectorField.fromName(name);
    if (field.isEmpty() && !labels.contains(name)) {
      problems.add(position, unknown(name));
      return Optional.empty();
    }
    Comparison comparison = comparison(parts.group(2));
    return field.filter(SelectorField.VERSION::equals).isPresent() && !word.contains("*")
        ? version(comparison, values, word, position)
        : oneOf(name, comparison, values, word, position);
  }

  private String unknown(String name) {
    Set<String> known = new TreeSet<>(labels);
    known.addAll(SelectorField.NAMES);
    return "'"
        + name
        + "' is neither a field nor a label of any tenant"
        + Suggestions.hint(name, known)
        + "; the fields are "
        + String.join(", ", SelectorField.NAMES);
  }

  private Optional<SelectorTerm> version(
      Comparison comparison, List<String> values, String word, SourcePosition position) {
    boolean ordered = comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL;
    if (ordered && values.size() > 1) {
      problems.add(position, "'" + word + "' compares with more than one version; give one");
      return Optional.empty();
    }
    for (String value : values) {
      if (!MigrationVersion.isVersion(value)) {
        problems.add(position, "'" + value + "' is no version; expected one such as 20250601_0900");
        return Optional.empty();
      }
    }
    List<MigrationVersion> versions = values.stream().map(MigrationVersion::of).toList();
    return Optional.of(new SelectorTerm.VersionIs(comparison, versions, word));
  }

  private Optional<SelectorTerm> oneOf(
      String name,
      Comparison comparison,
      List<String> values,
      String word,
      SourcePosition position) {
    if (comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL) {
      problems.add(
          position,
          "'" + word + "': only a whole version can be compared with " + comparison.sign());
      return Optional.empty();
    }
    Optional<SelectorField> field = SelectorField.fromName(name);
    List<String> words =
        switch (field.orElse(SelectorField.ID)) {
          case ENGINE -> ENGINES;
          case STATE -> STATES;
          case ID, SECTOR, REGION, ENVIRONMENT, RUN, VERSION -> List.of();
        };
    for (String value : values) {
      if (!words.isEmpty() && !value.contains("*") && !words.contains(value)) {
        problems.add(
            position,
            "there is no "
                + name
                + " '"
                + value
                + "'"
                + Suggestions.hint(value, words)
                + "; there are "
                + String.join(", ", words));
        return Optional.empty();
      }
    }
    List<Pattern> patterns = values.stream().map(SelectorParser::pattern).toList();
    return Optional.of(
        new SelectorTerm.OneOf(name, field, comparison == Comparison.NOT_EQUAL, patterns, word));
  }

  private static Pattern pattern(String value) {
    List<String> literals = Arrays.stream(value.split("\\*", -1)).map(Pattern::quote).toList();
    return Pattern.compile(String.join(".*", literals), Pattern.DOTALL);
  }

  private static Comparison comparison(String sign) {
    return Arrays.stream(Comparison.values())
        .filter(comparison -> comparison.sign().equals(sign))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the pattern knows other signs: " + sign));
  }
}
