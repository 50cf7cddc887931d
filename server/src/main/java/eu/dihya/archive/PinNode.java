package eu.dihya.archive;

import java.time.Duration;

/**
 * The IPFS node that archives also go to.
 *
 * @param archive how it is reached
 * @param privateSwarm whether only nodes with its key can read it; sealed archives go nowhere else
 * @param firstRetry how long after a failure the first retry comes; doubles each time
 * @param longestRetry the longest pause between two tries; a node that does not answer is tried
 *     forever
 * @param refusals how often a node that answers may refuse an archive before it is given up
 */
public record PinNode(
    Archive archive,
    boolean privateSwarm,
    Duration firstRetry,
    Duration longestRetry,
    int refusals) {
  /** From 5 s to 10 minutes, 5 refusals. */
  public static PinNode of(Archive archive, boolean privateSwarm) {
    return new PinNode(archive, privateSwarm, Duration.ofSeconds(5), Duration.ofMinutes(10), 5);
  }

  boolean accepts(ArchiveLabel.Exposure exposure) {
    return switch (exposure) {
      case PUBLIC -> true;
      case SEALED -> privateSwarm;
      case LOCAL_ONLY -> false;
    };
  }
}
