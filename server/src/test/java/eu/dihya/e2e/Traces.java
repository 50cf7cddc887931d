package eu.dihya.e2e;

import eu.dihya.archive.CarFile;
import eu.dihya.archive.Cid;
import eu.dihya.archive.DagExtractor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Finds planted values in what left the program: as they are, escaped in JSON, in addresses or in
 * Markdown, in base64 at any alignment, and all of this inside gzip, ZIP and CAR.
 */
final class Traces {
  private static final Pattern JSON = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
  private static final Pattern PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
  private static final Pattern GZIP_IN_BASE64 = Pattern.compile("H4sI[A-Za-z0-9+/]{16,}={0,2}");
  private static final String CAR_ROOTS = "eroots";
  private static final int DEPTH = 4;

  private final List<Needle> needles;

  Traces(List<Plant> plants) {
    needles = plants.stream().map(Needle::of).toList();
  }

  /** The names of those that are found. */
  Set<String> in(byte[] content) {
    Set<String> found = new TreeSet<>();
    look(content, found, DEPTH);
    return found;
  }

  Set<String> in(String content) {
    return in(content.getBytes(StandardCharsets.UTF_8));
  }

  private void look(byte[] content, Set<String> found, int depth) {
    for (byte[] part : parts(content)) {
      if (depth > 0) {
        look(part, found, depth - 1);
      }
    }
    String text = new String(content, StandardCharsets.UTF_8);
    List<String> views =
        List.of(text, unescaped(text), decoded(text), unescaped(text).replace("\\", ""));
    for (Needle needle : needles) {
      if (views.stream().anyMatch(view -> view.contains(needle.plant().value()))
          || needle.encoded().stream().anyMatch(text::contains)) {
        found.add(needle.plant().name());
      }
    }
    GZIP_IN_BASE64
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .forEach(packed -> look(unpacked(packed), found, depth - 1));
  }

  /** Nothing when it is cut, as a long value is between the pages of a database. */
  private static byte[] unpacked(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    } catch (IllegalArgumentException | IOException e) {
      return new byte[0];
    }
  }

  private record Needle(Plant plant, List<String> encoded) {
    static Needle of(Plant plant) {
      byte[] value = plant.value().getBytes(StandardCharsets.UTF_8);
      List<String> encoded = new ArrayList<>();
      for (int shift = 0; shift < 3; shift++) {
        byte[] shifted = new byte[shift + value.length];
        System.arraycopy(value, 0, shifted, shift, value.length);
        // Characters that hold bits of what stands before or after are not the value's own.
        int from = (shift * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        encoded.add(Base64.getEncoder().encodeToString(shifted).substring(from, to));
        encoded.add(Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
      }
      return new Needle(plant, encoded);
    }
  }

  private static String unescaped(String text) {
    return JSON.matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(match.group(1), 16))));
  }

  private static String decoded(String text) {
    return text.indexOf('%') < 0
        ? text
        : URLDecoder.decode(PERCENT.matcher(text).replaceAll("%25"), StandardCharsets.UTF_8);
  }

  /** What is packed in it. */
  private static List<byte[]> parts(byte[] content) {
    try {
      if (startsWith(content, 0x1f, 0x8b)) {
        return List.of(new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes());
      }
      if (startsWith(content, 'P', 'K', 3, 4)) {
        return zipped(content);
      }
      return isCar(content) ? archived(content) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<byte[]> zipped(byte[] content) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.add(entry.getName().getBytes(StandardCharsets.UTF_8));
        entries.add(zip.readAllBytes());
      }
    }
    return entries;
  }

  private static List<byte[]> archived(byte[] content) throws IOException {
    Path directory = Files.createTempDirectory("traces-");
    try {
      Path file = Files.write(directory.resolve("it.car"), content);
      return files(extracted(file, directory.resolve("files")));
    } finally {
      try (Stream<Path> tree = Files.walk(directory)) {
        tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      }
    }
  }

  /** The directory with what a CAR file holds. */
  static Path extracted(Path car, Path directory) {
    Cid root = CarFile.check(car);
    try (CarFile blocks = CarFile.open(car)) {
      new DagExtractor(blocks).extract(root, directory);
    }
    return directory;
  }

  private static List<byte[]> files(Path directory) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static boolean isCar(byte[] content) {
    return content.length > 16
        && new String(content, 0, 16, StandardCharsets.ISO_8859_1).contains(CAR_ROOTS);
  }

  private static boolean startsWith(byte[] content, int... magic) {
    if (content.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (content[i] != (byte) magic[i]) {
        return false;
      }
    }
    return true;
  }
}
