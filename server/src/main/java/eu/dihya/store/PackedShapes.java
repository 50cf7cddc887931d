package eu.dihya.store;

import eu.dihya.base.Json;
import eu.dihya.change.expect.ExpectedShapes;
import eu.dihya.engine.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Schemas as a short text: the first whole, of the others what changed; compressed. A hundred
 * tables are some ten kilobytes.
 *
 * @param before the objects of the first
 * @param changes from each to the next
 */
record PackedShapes(Map<String, String> before, List<Change> changes) {
  /** Objects that came or became different, and the names of those that went. */
  record Change(Map<String, String> put, List<String> gone) {
    static Change between(Map<String, String> from, Map<String, String> to) {
      Map<String, String> put = new TreeMap<>(to);
      from.forEach(put::remove);
      return new Change(put, from.keySet().stream().filter(name -> !to.containsKey(name)).toList());
    }
  }

  static String packed(ExpectedShapes shapes) {
    List<Change> changes = new ArrayList<>();
    for (int part = 1; part <= shapes.after().size(); part++) {
      changes.add(
          Change.between(shapes.before(part).objects(), shapes.after().get(part - 1).objects()));
    }
    String json = Json.write(new PackedShapes(shapes.before().objects(), changes));
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  static ExpectedShapes unpacked(ExpectedShapes.Source source, String text) {
    PackedShapes packed = Json.read(json(text), PackedShapes.class);
    TreeMap<String, String> objects = new TreeMap<>(packed.before());
    List<Shape> after = new ArrayList<>();
    for (Change change : packed.changes()) {
      objects.putAll(change.put());
      change.gone().forEach(objects::remove);
      after.add(new Shape(objects));
    }
    return new ExpectedShapes(source, new Shape(new TreeMap<>(packed.before())), after);
  }

  private static String json(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
