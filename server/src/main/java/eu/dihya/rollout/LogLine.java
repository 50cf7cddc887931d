package eu.dihya.rollout;

import java.time.Instant;

/**
 * One line of a run's log.
 *
 * @param seq its number in the file, from 1
 * @param level lower case
 */
public record LogLine(long seq, Instant at, String level, String text) {}
