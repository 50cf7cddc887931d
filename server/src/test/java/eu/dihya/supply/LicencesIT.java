package eu.dihya.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bills of materials in the jar: whole, with licences that fit, and told in the docs. */
class LicencesIT {
  private static final Path PAGE = Path.of("../docs/third-party.md");
  private static final Pattern BUNDLED = Pattern.compile("(?m)^## (\\S+) - (\\S+) ");

  private static List<Component> java = List.of();
  private static List<Component> dashboard = List.of();

  @BeforeAll
  static void read() throws IOException {
    java = Bills.components("META-INF/sbom/dihya-server.cdx.json");
    dashboard = Bills.components("META-INF/sbom/dihya-web-ui.cdx.json");
  }

  @Test
  void everythingInTheJarHasALicenceThatFits() {
    assertThat(all().stream().filter(component -> Licences.of(component).isEmpty()))
        .as("without a licence that we know to go with AGPL-3.0-only; see the class Licences")
        .isEmpty();
  }

  @Test
  void whatIsOnTheClassPathIsInTheBillOfTheServer() {
    assertThat(java)
        .extracting(Component::name)
        .contains("io.vertx:vertx-core", "org.xerial:sqlite-jdbc", "io.netty:netty-handler")
        .doesNotContain("org.junit.jupiter:junit-jupiter", "org.assertj:assertj-core");
  }

  @Test
  void whatTheDashboardBundlesIsInItsBill() throws IOException {
    List<String> bundled =
        BUNDLED
            .matcher(Bills.text("eu/dihya/ui/licenses.md"))
            .results()
            .map(match -> purl(match.group(1), match.group(2)))
            .toList();
    assertThat(bundled).hasSizeGreaterThan(20);
    assertThat(dashboard).extracting(Component::purl).containsAll(bundled);
    assertThat(dashboard)
        .extracting(Component::name)
        .contains("@fontsource/ibm-plex-sans", "@fontsource/ibm-plex-mono", "react-dom")
        .doesNotContain("vite", "typescript");
  }

  @Test
  void theDocsTellThem() throws IOException {
    String table = table();
    assertThat(Files.readString(PAGE)).as("docs/third-party.md with\n" + table).contains(table);
  }

  /** One row a licence. Java libraries by their group, so that an upgrade changes nothing here. */
  private static String table() {
    Map<String, List<Component>> byLicence =
        all().stream()
            .filter(Predicate.not(component -> component.name().startsWith("eu.dihya:")))
            .collect(
                Collectors.groupingBy(
                    component -> Licences.of(component).orElse("unknown"),
                    TreeMap::new,
                    Collectors.toList()));
    StringBuilder rows = new StringBuilder("| licence | Java | dashboard |\n| --- | --- | --- |\n");
    byLicence.forEach(
        (licence, components) ->
            rows.append(
                "| %s | %s | %s |\n"
                    .formatted(
                        licence,
                        names(components, Component::isJava),
                        names(components, component -> !component.isJava()))));
    return rows.toString();
  }

  private static String names(List<Component> components, Predicate<Component> which) {
    return components.stream()
        .filter(which)
        .map(component -> component.name().replaceFirst(":.*", ""))
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .map("`%s`"::formatted)
        .collect(Collectors.joining(", "));
  }

  private static List<Component> all() {
    List<Component> all = new ArrayList<>(java);
    all.addAll(dashboard);
    return all;
  }

  private static String purl(String name, String version) {
    return "pkg:npm/" + name.replaceFirst("^@", "%40") + "@" + version;
  }
}
