package eu.dihya.tenants;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problems;
import eu.dihya.base.SourcePosition;
import eu.dihya.base.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the registry files of a workspace, {@code tenants/*.yaml}. */
public final class RegistryFiles {
  private RegistryFiles() {}

  /**
   * All tenants of all files, by id; none when there is no such directory.
   *
   * @throws DihyaException CONFIGURATION with all problems of all files
   */
  public static List<RegistryEntry> load(TargetRules rules, Path directory) {
    Problems problems = new Problems();
    List<RegistryEntry> entries = new ArrayList<>();
    for (Path file : files(directory)) {
      String shown = displayName(rules.workspace(), file);
      Yaml.read(file, shown, problems)
          .ifPresent(root -> entries.addAll(new RegistryFile(rules, problems).read(root)));
    }
    refuseTwins(entries, problems);
    if (!problems.isEmpty()) {
      // A fault in the defaults of a file is found once for each of its tenants.
      throw new DihyaException(
          ErrorCode.CONFIGURATION, problems.list().stream().distinct().toList());
    }
    return entries.stream().sorted(Comparator.comparing(entry -> entry.tenant().id())).toList();
  }

  /**
   * Tenants of a registry text, such as one that came through the API.
   *
   * @throws DihyaException CONFIGURATION with all problems
   */
  public static List<RegistryEntry> parse(TargetRules rules, String text, String shown) {
    Problems problems = new Problems();
    List<RegistryEntry> entries =
        Yaml.parse(text, shown, problems)
            .map(root -> new RegistryFile(rules, problems).read(root))
            .orElse(List.of());
    problems.throwIfAny(ErrorCode.CONFIGURATION);
    return entries;
  }

  private static List<Path> files(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          // Also a link to nowhere: a registry file that cannot be read must not look like tenants
          // that are gone.
          .filter(file -> !Files.isDirectory(file))
          .filter(file -> String.valueOf(file.getFileName()).matches("[^.].*\\.ya?ml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.CONFIGURATION, "the registry files cannot be listed: " + e.getMessage(), e);
    }
  }

  private static String displayName(Path workspace, Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return (absolute.startsWith(workspace) ? workspace.relativize(absolute) : absolute)
        .toString()
        .replace('\\', '/');
  }

  private static void refuseTwins(List<RegistryEntry> entries, Problems problems) {
    Map<String, SourcePosition> ids = new HashMap<>();
    Map<String, RegistryEntry> targets = new HashMap<>();
    for (RegistryEntry entry : entries) {
      Tenant tenant = entry.tenant();
      SourcePosition other = ids.putIfAbsent(tenant.id(), entry.position());
      if (other != null) {
        problems.add(
            entry.position(), "the tenant '" + tenant.id() + "' stands already in " + other);
        continue;
      }
      RegistryEntry twin = targets.putIfAbsent(tenant.target().address(), entry);
      if (twin != null) {
        problems.add(
            entry.position(),
            "the tenant '"
                + tenant.id()
                + "' has the same target as '"
                + twin.tenant().id()
                + "' in "
                + twin.position()
                + "; each tenant needs a database or a schema of its own");
      }
    }
  }
}
