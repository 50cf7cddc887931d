package eu.dihya.supply;

import java.util.List;
import java.util.Optional;

/**
 * The licences that a work in the jar may have: those whose terms can be kept together with
 * AGPL-3.0-only.
 */
final class Licences {
  /** The first one that is offered is taken. */
  private static final List<String> ALLOWED =
      List.of(
          "AGPL-3.0-only",
          "Apache-2.0",
          "MIT",
          "ISC",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "0BSD",
          "Unlicense",
          "CC0-1.0",
          "OFL-1.1",
          "LGPL-2.1-only");

  /** What a person found where a declaration is no identifier, or a wrong one. */
  private record Reading(String purl, String declared, String licence) {}

  private static final List<Reading> READINGS =
      List.of(
          // Its pom leads to the text of LGPL 2.1, which stands beside EPL 1.0 as a choice.
          new Reading(
              "pkg:maven/ch.qos.logback/", "GNU Lesser General Public License", "LGPL-2.1-only"),
          // Its LICENSE.md is the MIT licence by another name.
          new Reading("pkg:maven/org.bouncycastle/bcprov-jdk18on@", "Bouncy Castle Licence", "MIT"),
          // The tool takes "The BSD License" for the one of four clauses; the pom's address and
          // LICENSE.txt are those of the one of three.
          new Reading("pkg:maven/org.jline/", "BSD-4-Clause", "BSD-3-Clause"));

  private Licences() {}

  /** The licence under which we ship it; empty when there is none that we know to be fit. */
  static Optional<String> of(Component component) {
    List<String> offered =
        component.licences().stream().map(declared -> read(component, declared)).toList();
    return ALLOWED.stream().filter(offered::contains).findFirst();
  }

  private static String read(Component component, String declared) {
    return READINGS.stream()
        .filter(reading -> component.purl().startsWith(reading.purl()))
        .filter(reading -> declared.equals(reading.declared()))
        .map(Reading::licence)
        .findFirst()
        .orElse(declared);
  }
}
