package eu.dihya.catalog;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;

/** A workspace that a test writes. */
record Workspace(Path root) {
  Workspace with(String file, String text) throws IOException {
    return with(file, text.getBytes(StandardCharsets.UTF_8));
  }

  Workspace with(String file, byte[] bytes) throws IOException {
    Path path = migrations().resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, bytes);
    return this;
  }

  Workspace up(String file, String sql) throws IOException {
    return with(file, "-- migrate:up\n" + sql + "\n");
  }

  Path migrations() {
    return root.resolve("migrations");
  }

  Catalog load() {
    return CatalogLoader.load(root, migrations(), EnumSet.allOf(Engine.class));
  }
}
