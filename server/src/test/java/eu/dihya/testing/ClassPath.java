package eu.dihya.testing;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the classes of product and tests are, for a test that starts a JVM of its own. */
public final class ClassPath {
  private ClassPath() {}

  /**
   * A test runner may keep the class path to itself, so it is asked of the loader that found us.
   */
  public static String ofTests() {
    Set<String> places = new LinkedHashSet<>();
    if (ClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
      for (URL url : loader.getURLs()) {
        places.add(path(url));
      }
    }
    places.addAll(
        List.of(System.getProperty("surefire.test.class.path", "").split(File.pathSeparator)));
    places.addAll(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
    places.remove("");
    return String.join(File.pathSeparator, places);
  }

  private static String path(URL url) {
    try {
      return Path.of(url.toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
