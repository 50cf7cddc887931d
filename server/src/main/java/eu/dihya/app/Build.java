package eu.dihya.app;

import java.util.Objects;

/** What the build wrote into the jar. */
public final class Build {
  private Build() {}

  /** The version in the jar's manifest. */
  public static String version() {
    return Objects.requireNonNullElse(Build.class.getPackage().getImplementationVersion(), "dev");
  }
}
