package eu.dihya.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String packed = Version.class.getPackage().getImplementationVersion();
    return new String[] {"dihya " + Objects.requireNonNullElse(packed, "(not packed)")};
  }
}
