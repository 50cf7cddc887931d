package eu.dihya.api;

import java.time.Duration;

/**
 * How much of a web server one caller may take.
 *
 * @param head how long a new connection may take until its first request's headers are there
 * @param body how long a request's body may take
 * @param idle how long a connection may be kept between two requests
 * @param connections at once, of all
 * @param connectionsOfOne at once, of one network; see {@link ClientAddress#network}
 * @param calls in one period, of one network
 * @param period of {@code calls}
 * @param renewal how often it is looked whether the certificate's files have changed
 */
public record WebLimits(
    Duration head,
    Duration body,
    Duration idle,
    int connections,
    int connectionsOfOne,
    int calls,
    Duration period,
    Duration renewal) {
  public static final WebLimits STANDARD =
      new WebLimits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          2_000,
          100,
          1_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  static final int LARGEST_BODY = 1 << 20;
  static final int LARGEST_BODY_OF_NOBODY = 64 * 1024;
  static final int LARGEST_HEADERS = 16 * 1024;
  static final int LONGEST_LINE = 8 * 1024;
  static final int MOST_HEADERS = 100;
}
