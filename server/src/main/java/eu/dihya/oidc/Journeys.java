package eu.dihya.oidc;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Json;
import eu.dihya.security.Seal;
import eu.dihya.security.SignInRefused;
import eu.dihya.security.SignInRefused.Why;
import eu.dihya.security.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps who is under way in a sealed cookie of their own browser, so that nobody can fill a memory
 * of ours with journeys that never end. What was finished is remembered for as long as the cookie
 * would be good. Thread-safe.
 */
public final class Journeys {
  /** How long somebody may be under way. */
  public static final Duration LONGEST = Duration.ofMinutes(10);

  private static final String USE = "journey to the identity provider";
  private static final int REMEMBERED = 10_000;

  private final Seal seal;
  private final Clock clock;
  private final Map<String, Boolean> finished =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  public Journeys(Seal seal, Clock clock) {
    this.seal = seal;
    this.clock = clock;
  }

  /**
   * Sets out.
   *
   * @param redirect where the answer comes back to
   * @param to a path of our own
   * @param replaces the hash of the token of the session that there is
   */
  public Journey begin(String redirect, String to, boolean again, @Nullable String replaces) {
    return new Journey(
        Tokens.random(),
        Tokens.random(),
        Tokens.random(),
        redirect,
        to,
        again,
        replaces,
        clock.instant());
  }

  /** What the cookie holds. */
  public String sealed(Journey journey) {
    return seal.seal(Json.write(journey), USE);
  }

  /**
   * The journey of this browser, which is finished by that.
   *
   * @param state that came back
   * @throws SignInRefused EXPIRED when it is another one's, too old, or was finished before
   */
  public Journey finish(String sealed, String state) {
    Journey journey = open(sealed);
    boolean same =
        MessageDigest.isEqual(
            journey.state().getBytes(StandardCharsets.UTF_8),
            state.getBytes(StandardCharsets.UTF_8));
    if (!same || !journey.began().plus(LONGEST).isAfter(clock.instant())) {
      throw expired(null);
    }
    synchronized (finished) {
      if (finished.put(journey.state(), true) != null) {
        throw expired(null);
      }
    }
    return journey;
  }

  private Journey open(String sealed) {
    try {
      return Json.read(seal.open(sealed, USE), Journey.class);
    } catch (DihyaException | IllegalArgumentException e) {
      throw expired(e);
    }
  }

  private static SignInRefused expired(@Nullable Throwable cause) {
    return new SignInRefused(
        Why.EXPIRED,
        "signing in took too long, began in another browser, or was finished before; begin again",
        cause);
  }
}
