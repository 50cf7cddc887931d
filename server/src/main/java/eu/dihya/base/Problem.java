package eu.dihya.base;

/**
 * One thing that is wrong with what a person wrote.
 *
 * @param position where
 * @param message what is wrong, and what to do
 */
public record Problem(SourcePosition position, String message) {
  @Override
  public String toString() {
    return position + ": " + message;
  }
}
