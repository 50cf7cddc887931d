package eu.dihya.report;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;

/** The words of a report in one language. Read anew for each report: there are few. */
final class ReportTexts {
  private final ReportLanguage language;
  private final Properties texts = new Properties();

  ReportTexts(ReportLanguage language) {
    this.language = language;
    String file = "report_" + language.tag() + ".properties";
    try (InputStream in = ReportTexts.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new DihyaException(
            ErrorCode.INTERNAL, "the texts " + file + " are not part of this build");
      }
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      texts.load(reader);
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.INTERNAL, "cannot read the texts " + file, e);
    }
  }

  String text(String key) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new DihyaException(
          ErrorCode.INTERNAL, "the report has no text '" + key + "' in " + language.tag());
    }
    return text;
  }

  Set<String> keys() {
    return texts.stringPropertyNames();
  }
}
