package eu.dihya.catalog;

import java.util.Map;

/**
 * Whether a migration may be applied after one of a higher version of its stream.
 *
 * @param allowed for streams that are not named
 * @param streams for single streams
 */
public record OutOfOrder(boolean allowed, Map<String, Boolean> streams) {
  public static final OutOfOrder REFUSE = new OutOfOrder(false, Map.of());
  public static final OutOfOrder ALLOW = new OutOfOrder(true, Map.of());

  public OutOfOrder {
    streams = Map.copyOf(streams);
  }

  public boolean allows(String stream) {
    return streams.getOrDefault(stream, allowed);
  }
}
