package eu.dihya.plan;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.tenants.Selector;
import eu.dihya.tenants.SelectorView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts tenants into waves. Percentages are cumulative, of all targets, rounded up, canaries
 * included.
 */
final class WaveAssignment {
  private final List<WaveSpec> specs;

  WaveAssignment(List<WaveSpec> specs) {
    this.specs = specs;
  }

  /** Waves that would be empty are left out; nobody may be left over. */
  List<Wave> assign(List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return List.of();
    }
    Map<String, Candidate> left = new LinkedHashMap<>();
    candidates.forEach(candidate -> left.put(candidate.tenant().id(), candidate));
    Set<String> labels = Selector.labelsOf(candidates.stream().map(Candidate::tenant).toList());
    List<Wave> waves = new ArrayList<>();
    int number = 0;
    for (WaveSpec spec : specs.isEmpty() ? List.of(WaveSpec.upTo(100)) : specs) {
      List<String> chosen = choose(spec, left, candidates.size(), labels);
      chosen.forEach(left::remove);
      String name = spec.canary() ? "Canary" : "Wave " + ++number;
      if (!chosen.isEmpty()) {
        waves.add(new Wave(name, spec.canary(), chosen));
      }
    }
    if (!left.isEmpty()) {
      throw new DihyaException(
          ErrorCode.USAGE,
          left.size()
              + " of "
              + candidates.size()
              + " tenants are in no wave; let the last wave be 100%");
    }
    return waves;
  }

  private static List<String> choose(
      WaveSpec spec, Map<String, Candidate> left, int all, Set<String> labels) {
    String select = spec.select();
    if (select != null) {
      Selector selector = Selector.parse(select, labels);
      return left.values().stream()
          .filter(candidate -> selector.test(SelectorView.of(candidate.tenant())))
          .map(candidate -> candidate.tenant().id())
          .toList();
    }
    Integer count = spec.count();
    int already = all - left.size();
    int take = count != null ? count : Math.max(0, spec.cumulative(all).orElse(0) - already);
    return left.keySet().stream().limit(take).toList();
  }
}
