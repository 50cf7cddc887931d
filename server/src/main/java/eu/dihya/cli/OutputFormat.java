package eu.dihya.cli;

import java.util.Locale;

/** How a command writes its data. */
enum OutputFormat {
  TABLE,
  JSON,
  /** One JSON value a line. */
  NDJSON,
  /** Of {@code migration lint} alone. */
  SARIF,
  /** Of {@code plan} alone: for a pull request. */
  MARKDOWN,
  /** Of {@code plan} alone: the {@code rollout.yaml} that asks for it. */
  YAML;

  /** The word after {@code --output}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
