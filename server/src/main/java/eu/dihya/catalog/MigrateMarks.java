package eu.dihya.catalog;

import eu.dihya.base.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code -- migrate:up}, {@code -- migrate:down}, {@code -- migrate:verify}, with {@code
 * transaction:false}.
 */
final class MigrateMarks implements MarkReader {
  static final String PREFIX = "migrate:";

  private static final List<String> PARTS =
      Arrays.stream(Mark.Part.values()).map(Mark.Part::code).toList();
  private static final List<String> OPTIONS = List.of("transaction:false", "transaction:true");

  @Override
  public Optional<Mark> read(String comment) {
    if (!comment.startsWith(PREFIX)) {
      return Optional.empty();
    }
    List<String> words = List.of(comment.substring(PREFIX.length()).split("\\s+"));
    return Optional.of(mark(words.getFirst(), words.subList(1, words.size())));
  }

  private static Mark mark(String name, List<String> options) {
    Optional<Mark.Part> named =
        Arrays.stream(Mark.Part.values()).filter(part -> part.code().equals(name)).findFirst();
    if (named.isEmpty()) {
      return new Mark.Wrong(
          "unknown section 'migrate:"
              + name
              + "'"
              + Suggestions.hint(name, PARTS)
              + "; there are up, down and verify");
    }
    Mark.Part part = named.get();
    for (String option : options) {
      if (!OPTIONS.contains(option)) {
        return new Mark.Wrong(
            "unknown option '"
                + option
                + "' of migrate:"
                + name
                + Suggestions.hint(option, OPTIONS));
      }
      if (part == Mark.Part.VERIFY) {
        return new Mark.Wrong("migrate:verify takes no option; it runs where its up section ran");
      }
    }
    return new Mark.Opens(part, !options.contains("transaction:false"));
  }
}
