package eu.dihya.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import eu.dihya.base.Engine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The registry files of the example, read to know which databases are needed and written with the
 * real addresses.
 */
public final class DemoRegistry {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private final Map<String, JsonNode> files;

  private DemoRegistry(Map<String, JsonNode> files) {
    this.files = files;
  }

  /** Reads every {@code .yaml} file of a {@code tenants/} directory. */
  public static DemoRegistry read(Path directory) throws IOException {
    Map<String, JsonNode> files = new TreeMap<>();
    try (Stream<Path> found = Files.list(directory)) {
      for (Path file : found.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
        files.put(file.getFileName().toString(), YAML.readTree(file.toFile()));
      }
    }
    return new DemoRegistry(files);
  }

  /**
   * The tenants that are written out one by one, in the order of the files; templates are left out.
   */
  public List<DemoTenant> tenants() {
    List<DemoTenant> tenants = new ArrayList<>();
    for (JsonNode file : files.values()) {
      for (JsonNode entry : file.path("tenants")) {
        if (entry.has("id")) {
          tenants.add(DemoTenant.of(file.path("sector").asText(), entry));
        }
      }
    }
    return List.copyOf(tenants);
  }

  /** The databases that an engine's tenants need, each with the schemas in it. */
  public Map<String, List<String>> databases(Engine engine) {
    Map<String, Set<String>> databases = new TreeMap<>();
    for (DemoTenant tenant : tenants()) {
      if (tenant.engine() == engine) {
        tenant
            .schema()
            .ifPresentOrElse(
                schema ->
                    databases
                        .computeIfAbsent(tenant.database(), name -> new TreeSet<>())
                        .add(schema),
                () -> databases.computeIfAbsent(tenant.database(), name -> new TreeSet<>()));
      }
    }
    Map<String, List<String>> result = new TreeMap<>();
    databases.forEach((database, schemas) -> result.put(database, List.copyOf(schemas)));
    return result;
  }

  /** The port that the files name for an engine, 0 when no tenant uses it. */
  public int port(Engine engine) {
    for (JsonNode file : files.values()) {
      for (JsonNode entry : file.path("tenants")) {
        String target = entry.path("target").asText();
        if (target.startsWith(engine.code() + "://")) {
          return URI.create(target).getPort();
        }
      }
    }
    return 0;
  }

  /**
   * Writes the files with the addresses of the servers that run; tenants of an engine without a
   * server are left out.
   */
  void write(Path directory, List<EmbeddedServer> servers) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<String, JsonNode> file : files.entrySet()) {
      ObjectNode copy = file.getValue().deepCopy();
      readdress((ArrayNode) copy.path("tenants"), servers);
      YAML.writeValue(directory.resolve(file.getKey()).toFile(), copy);
    }
  }

  private static void readdress(ArrayNode tenants, List<EmbeddedServer> servers) {
    Set<String> reachable = new HashSet<>(Set.of("sqlite"));
    servers.forEach(server -> reachable.add(server.engine().code()));
    for (Iterator<JsonNode> entries = tenants.iterator(); entries.hasNext(); ) {
      ObjectNode entry = (ObjectNode) entries.next();
      String target = entry.path("target").asText();
      if (!reachable.contains(target.substring(0, target.indexOf(':')))) {
        entries.remove();
      }
      for (EmbeddedServer server : servers) {
        if (target.startsWith(server.engine().code() + "://")) {
          String address = "://" + server.host() + ":" + server.port() + "/";
          entry.put("target", target.replaceFirst("://[^/]+/", address));
          entry.put("credentials", "file:" + DemoWorkspace.credentialsFile(server.engine()));
        }
      }
    }
  }
}
