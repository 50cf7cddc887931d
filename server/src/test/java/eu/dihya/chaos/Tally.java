package eu.dihya.chaos;

import eu.dihya.base.Engine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Adds rounds on one engine up. Not thread-safe. */
final class Tally {
  static final String HEAD =
      """
      | engine | version | kills | before intent | in flight | executed, not recorded | recorded | double | lost | undecided | other | silent commits recognised | seed |
      | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
      """;

  private final Engine engine;
  private final String version;
  private final long seed;
  private final Map<Where, Integer> hits = new EnumMap<>(Where.class);
  private final List<String> faults = new ArrayList<>();
  private int doubled;
  private int lost;
  private int undecided;
  private int other;
  private int silent;

  Tally(Engine engine, String version, long seed) {
    this.engine = engine;
    this.version = version;
    this.seed = seed;
  }

  void add(Rig.Round round) {
    round.hits().forEach(hit -> hits.merge(hit.where(), 1, Integer::sum));
    silent += round.silent();
    for (Verdict verdict : round.verdicts().values()) {
      doubled += verdict.doubled().size();
      lost += verdict.lost().size();
      undecided += verdict.undecided().size();
      other += verdict.other().size();
    }
    Scene.faults(round.verdicts())
        .forEach(
            (tenant, verdict) ->
                faults.add(
                    "mvn -Pchaos verify -Dengines=%s -Dkills=1 -Dseed=%d  # %s: %s; see %s"
                        .formatted(engine.code(), round.seed(), tenant, verdict, round.traces())));
  }

  int kills() {
    return hits.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The share of the kills that hit one place, from 0 to 1. */
  double share(Where where) {
    return kills() == 0 ? 0 : (double) hits.getOrDefault(where, 0) / kills();
  }

  /** Each fault with the command that replays its round. */
  List<String> faults() {
    return faults;
  }

  String row() {
    StringBuilder row = new StringBuilder();
    row.append("| %s | %s | %d |".formatted(engine.code(), version, kills()));
    for (Where where : Where.values()) {
      row.append(
          String.format(
              Locale.ROOT, " %d (%.0f %%) |", hits.getOrDefault(where, 0), 100 * share(where)));
    }
    return row.append(
            " %d | %d | %d | %d | %d | %d |%n"
                .formatted(doubled, lost, undecided, other, silent, seed))
        .toString();
  }
}
