package eu.dihya;

import eu.dihya.cli.DihyaCommand;

/** Where the process begins: hands the arguments to the command line and exits with its code. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(DihyaCommand.run(args));
  }
}
