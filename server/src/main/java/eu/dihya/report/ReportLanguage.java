package eu.dihya.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages in which a report can be written. */
public enum ReportLanguage {
  EN,
  FR;

  /** The tag, {@code en}. */
  public String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #tag()} back; empty for a language that there is not. */
  public static Optional<ReportLanguage> fromTag(String tag) {
    return Arrays.stream(values()).filter(language -> language.tag().equals(tag)).findFirst();
  }
}
