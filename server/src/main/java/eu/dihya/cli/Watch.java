package eu.dihya.cli;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Watches a rollout until nothing moves any more. Being interrupted never aborts it: on another
 * server it goes on, on our own it is paused, because that ends with us.
 */
record Watch(Cli cli, Server server, Interruption interruption) {
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration LOOK_LATER = Duration.ofSeconds(1);
  private static final Duration OFTEN_FOR = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How a watch ended: the exit code, and the rollout as it was seen last. */
  record End(int exitCode, Rollout rollout) {}

  /**
   * Waits until the rollout has ended, in silence.
   *
   * @throws DihyaException CONFLICT when it does not, or the command is interrupted
   */
  void untilFinished(String id) {
    int looks = 0;
    while (!look(id).isFinished()) {
      if (interruption.await(LOOK) || ++looks > PATIENCE.dividedBy(LOOK)) {
        throw new DihyaException(
            ErrorCode.CONFLICT,
            id + " has not ended yet. Look at it with: " + cli.next("rollout show " + id));
      }
    }
  }

  /** Watches, then says what failed and what to do next. */
  End watch(String id) {
    Seen seen = untilStopped(id);
    return switch (seen.stop()) {
      case SETTLED -> settled(seen.rollout());
      case INTERRUPTED -> leave(seen.rollout(), Exit.INTERRUPTED);
      case OUT_OF_TIME -> leave(seen.rollout(), server.isOwn() ? Exit.PAUSED : Exit.FAILED);
    };
  }

  private enum Stop {
    SETTLED,
    INTERRUPTED,
    OUT_OF_TIME
  }

  private record Seen(Rollout rollout, Stop stop) {}

  private Seen untilStopped(String id) {
    Clock clock = cli.surroundings().clock();
    Instant begin = clock.instant();
    Optional<Instant> deadline = Optional.ofNullable(cli.options().timeout).map(begin::plus);
    try (Progress progress = Progress.on(cli.console(), cli.surroundings().environment(), clock)) {
      while (true) {
        Rollout rollout = look(id);
        // A server that ends with this command is not the one that starts it.
        if (rollout.isSettled() || (rollout.isScheduled() && server.isOwn())) {
          return new Seen(rollout, Stop.SETTLED);
        }
        progress.show(rollout);
        Instant now = clock.instant();
        if (interruption.await(now.isBefore(begin.plus(OFTEN_FOR)) ? LOOK : LOOK_LATER)) {
          return new Seen(rollout, Stop.INTERRUPTED);
        }
        if (deadline.isPresent() && now.isAfter(deadline.get())) {
          return new Seen(rollout, Stop.OUT_OF_TIME);
        }
      }
    }
  }

  private End settled(Rollout rollout) {
    cli.console().say(rollout.line());
    if (rollout.exitCode() != Exit.DONE) {
      new FailureReport(cli, server.api(), rollout).print();
    }
    return new End(rollout.exitCode(), rollout);
  }

  /** Looks; a server that is being restarted gets a minute. */
  private Rollout look(String id) {
    int failures = 0;
    while (true) {
      try {
        return new Rollout(server.api().get(ApiPath.of("rollouts", id)));
      } catch (DihyaException e) {
        boolean again =
            e.code() == ErrorCode.UNREACHABLE && !server.isOwn() && failures < PATIENCE.toSeconds();
        if (!again || interruption.await(LOOK_LATER)) {
          throw e;
        }
        if (failures++ == 0) {
          cli.console().say(e.text() + " Trying again for " + PATIENCE.toSeconds() + " s.");
        }
      }
    }
  }

  private End leave(Rollout rollout, int exitCode) {
    Console console = cli.console();
    if (server.own().isEmpty()) {
      console.warn(
          rollout.id()
              + " goes on without this command. Come back with: "
              + cli.next("rollout watch " + rollout.id()));
      return new End(exitCode, rollout);
    }
    console.warn("Finishing the statements that run, then pausing; Ctrl-C again halts at once.");
    server.own().get().pauseForShutdown();
    Rollout now = look(rollout.id());
    if (now.isFinished()) {
      return settled(now);
    }
    console.warn(now.line());
    console.warn("Go on with: " + cli.next("rollout resume " + rollout.id()));
    return new End(exitCode, now);
  }
}
