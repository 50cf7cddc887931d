package eu.dihya.bench;

import java.sql.Connection;
import java.util.List;

/** Only connecting, with the plain driver. */
final class ConnectRun implements Subject {
  private final int width;

  ConnectRun(int width) {
    this.width = width;
  }

  @Override
  public String title() {
    return "only connecting";
  }

  @Override
  public long run(List<Place> places) {
    return Pool.work(
        width,
        places,
        place -> {
          try (Connection connection = place.connect()) {
            if (connection.isClosed()) {
              throw new IllegalStateException("closed");
            }
          }
        });
  }

  @Override
  public void close() {}
}
