package eu.dihya.base;

import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;

/** Writes what {@link Yaml} reads. */
public final class YamlText {
  private static final int WIDTH = 120;

  private YamlText() {}

  /** A mapping of texts, numbers, lists and further mappings, in its order. */
  public static String of(Map<String, ?> mapping) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setWidth(WIDTH);
    return new org.yaml.snakeyaml.Yaml(options).dump(mapping);
  }
}
