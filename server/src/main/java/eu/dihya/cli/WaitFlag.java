package eu.dihya.cli;

import picocli.CommandLine.Option;

/** Whether to watch what was asked for. */
final class WaitFlag {
  @Option(names = "--wait", description = "Watch it until nothing moves any more.")
  boolean given;
}
