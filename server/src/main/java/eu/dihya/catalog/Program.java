package eu.dihya.catalog;

/**
 * A section that is a program and no SQL: all of its file. Nothing of it is understood but what its
 * first comments declare.
 *
 * @param fileName the file, without directories
 * @param rawChecksum SHA-256 of its bytes, hex
 * @param mayRunAgain whether its author declares that it may be run again, whatever an earlier run
 *     of it has done
 */
public record Program(
    Interpreter interpreter, String fileName, String rawChecksum, boolean mayRunAgain) {
  /** What stands for it where SQL has a statement; another text for every other content. */
  public String call() {
    return interpreter.command() + " " + fileName + " sha256:" + rawChecksum;
  }
}
