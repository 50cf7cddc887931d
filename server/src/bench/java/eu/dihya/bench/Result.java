package eu.dihya.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What was measured for one row, round for round; a ratio is one of two runs of the same round.
 *
 * @param targets how many each run had
 */
record Result(Row row, int targets, List<Round> rounds, String note) {
  /** How long each took, in nanoseconds. */
  record Round(long dihya, long flyway, long floor) {}

  Result {
    rounds = List.copyOf(rounds);
  }

  /** Targets a second. */
  Spread dihya() {
    return rates(rounds.stream().map(Round::dihya).toList());
  }

  Spread flyway() {
    return rates(rounds.stream().map(Round::flyway).toList());
  }

  Spread floor() {
    return rates(rounds.stream().map(Round::floor).toList());
  }

  /** How many times as fast as Flyway Dihya was. */
  Spread overFlyway() {
    return ratios(
        rounds.stream().map(Round::flyway).toList(), rounds.stream().map(Round::dihya).toList());
  }

  /** How many times as fast as the floor Dihya was. */
  Spread overFloor() {
    return ratios(
        rounds.stream().map(Round::floor).toList(), rounds.stream().map(Round::dihya).toList());
  }

  private Spread rates(List<Long> nanos) {
    return Spread.of(nanos.stream().map(each -> targets * 1e9 / each).toList());
  }

  private static Spread ratios(List<Long> others, List<Long> own) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      ratios.add(others.get(i) / (double) own.get(i));
    }
    return Spread.of(ratios);
  }
}
