package eu.dihya.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a rollout is, on standard error. */
sealed interface Progress extends AutoCloseable {
  void show(Rollout rollout);

  @Override
  void close();

  /** A bar where a person watches, lines elsewhere, nothing with {@code -q}. */
  static Progress on(Console console, Map<String, String> environment, Clock clock) {
    if (console.options().quiet) {
      return new Silence();
    }
    boolean bar = console.terminal() && !"dumb".equals(environment.get("TERM"));
    return bar ? new Bar() : new Lines(console, clock);
  }

  /** Shows nothing. */
  record Silence() implements Progress {
    @Override
    public void show(Rollout rollout) {}

    @Override
    public void close() {}
  }

  /** A line when the state changes, and every 10 s. Not thread-safe. */
  final class Lines implements Progress {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Console console;
    private final Clock clock;
    private Instant last = Instant.MIN;
    private String state = "";

    Lines(Console console, Clock clock) {
      this.console = console;
      this.clock = clock;
    }

    @Override
    public void show(Rollout rollout) {
      Instant now = clock.instant();
      if (!rollout.state().equals(state) || !now.isBefore(last.plus(PAUSE))) {
        console.say(rollout.line());
        state = rollout.state();
        last = now;
      }
    }

    @Override
    public void close() {}
  }

  /** A bar without colours. Not thread-safe. */
  final class Bar implements Progress {
    private final ProgressBar bar =
        new ProgressBarBuilder()
            .setStyle(ProgressBarStyle.UNICODE_BLOCK)
            .setConsumer(
                new ConsoleProgressBarConsumer(
                    new PrintStream(System.err, true, StandardCharsets.UTF_8)))
            .hideEta()
            .clearDisplayOnFinish()
            .build();

    @Override
    public void show(Rollout rollout) {
      bar.maxHint(rollout.count("total"));
      bar.stepTo(rollout.over());
      bar.setExtraMessage(rollout.line());
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
