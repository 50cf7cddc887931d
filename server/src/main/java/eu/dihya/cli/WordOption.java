package eu.dihya.cli;

import eu.dihya.base.Suggestions;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a few words, as each value of the enumeration writes itself. */
record WordOption<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
  @Override
  public E convert(String text) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(Enum::toString).toList();
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + text
                        + "' is none of "
                        + String.join(", ", words)
                        + Suggestions.hint(text, words)));
  }
}
