package eu.dihya.cli;

import java.io.Reader;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a command line finds around itself, so that tests can put something else there.
 *
 * @param terminal whether standard input and output are a terminal
 * @param interruptions makes what listens to Ctrl-C while a rollout is watched
 */
record Surroundings(
    Map<String, String> environment,
    ServerStarter starter,
    Reader input,
    boolean terminal,
    HiddenPrompt hidden,
    Clock clock,
    Supplier<Interruption> interruptions) {}
