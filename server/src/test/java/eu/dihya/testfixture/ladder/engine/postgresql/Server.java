package eu.dihya.testfixture.ladder.engine.postgresql;

public record Server(int port) {
  public static Server start() {
    return new Server(0);
  }
}
