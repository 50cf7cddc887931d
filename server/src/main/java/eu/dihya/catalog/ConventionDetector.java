package eu.dihya.catalog;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.Problem;
import eu.dihya.base.SourcePosition;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Finds the one convention of a workspace. */
final class ConventionDetector {
  private ConventionDetector() {}

  /**
   * The convention that the files speak for; native when they speak for none.
   *
   * @throws DihyaException CATALOG, naming two files, when they speak for more than one
   */
  static Convention detect(List<StreamFile> files) {
    Map<Convention, StreamFile> certain = new EnumMap<>(Convention.class);
    Map<Convention, StreamFile> likely = new EnumMap<>(Convention.class);
    for (StreamFile file : files) {
      if (file.interpreter().isPresent()) {
        continue; // only the native convention has programs, whatever else stands here
      }
      ConventionVote vote = ConventionVote.of(file.path());
      (vote.certain() ? certain : likely).putIfAbsent(vote.convention(), file);
    }
    if (certain.size() > 1) {
      throw mixture(certain);
    }
    if (!certain.isEmpty()) {
      return certain.keySet().iterator().next();
    }
    return likely.containsKey(Convention.DBMATE) ? Convention.DBMATE : Convention.NATIVE;
  }

  private static DihyaException mixture(Map<Convention, StreamFile> found) {
    var entries = List.copyOf(found.entrySet());
    var first = entries.get(0);
    var second = entries.get(1);
    String message =
        "is written in the %s convention, but %s in the %s convention; a workspace keeps to one"
            .formatted(
                first.getKey().title(), second.getValue().displayName(), second.getKey().title());
    return new DihyaException(
        ErrorCode.CATALOG,
        List.of(new Problem(SourcePosition.of(first.getValue().displayName()), message)));
  }
}
