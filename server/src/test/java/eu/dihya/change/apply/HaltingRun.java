package eu.dihya.change.apply;

import eu.dihya.base.Engine;
import eu.dihya.engine.Undecided;
import eu.dihya.plan.PlanRequest;
import eu.dihya.rollout.Attempt;
import eu.dihya.tenants.Credentials;
import eu.dihya.tenants.SecretRef;
import eu.dihya.tenants.Target;
import eu.dihya.testing.ClassPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process of its own that carries the latest plan out and is gone, without a word, at a chosen
 * point.
 */
final class HaltingRun {
  private HaltingRun() {}

  public static void main(String[] args) {
    Target target =
        new Target(
            Engine.fromCode(args[0]).orElseThrow(),
            args[1],
            Integer.parseInt(args[2]),
            args[3],
            Optional.of(args[7]).filter(schema -> !schema.equals("-")),
            args[0].equals("sqlite") ? Optional.empty() : Optional.of(new SecretRef("env", "T")),
            false);
    Trial trial =
        new Trial(
            Ground.at(target, new Credentials(args[4], System.getenv("T"))), Path.of(args[5]));
    trial.undecided(Undecided.valueOf(System.getenv("UNDECIDED")));
    int point = Integer.parseInt(args[6]);
    Ears halting =
        new Ears() {
          private int passed;

          @Override
          public void applying(int statement, String migration) {
            pass();
          }

          @Override
          public void ran(Attempt.StatementRun statement) {
            pass();
          }

          private void pass() {
            if (++passed == point) {
              Runtime.getRuntime().halt(77);
            }
          }
        };
    System.out.println(trial.run(trial.plan(PlanRequest.LATEST), halting));
    Runtime.getRuntime().halt(0);
  }

  /** Starts it and returns its exit status, 77 when it halted at the point. */
  static int fork(Ground ground, Path workspace, int point)
      throws IOException, InterruptedException {
    Process process = start(ground, workspace, point, Undecided.REFUSE);
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the forked run did not end");
    }
    return process.exitValue();
  }

  /** Starts it, with what is done about a statement of which nobody can tell. */
  static Process start(Ground ground, Path workspace, int point, Undecided undecided)
      throws IOException {
    Target target = ground.tenant().target();
    Credentials login =
        target.credentials().map(reference -> ground.login()).orElse(new Credentials("-", "-"));
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ClassPath.ofTests(),
                HaltingRun.class.getName(),
                target.engine().code(),
                target.host().isEmpty() ? "-" : target.host(),
                Integer.toString(target.port()),
                target.database(),
                login.user(),
                workspace.toString(),
                Integer.toString(point),
                target.schema().orElse("-"))
            .inheritIO();
    builder.environment().put("T", login.password());
    builder.environment().put("UNDECIDED", undecided.name());
    return builder.start();
  }
}
