package eu.dihya.api;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * At which revision each key of each topic last changed. A revision is given and its key noted in
 * one step, so whoever reads a revision finds every change up to it. Topics that nothing has
 * touched for long are forgotten. Thread-safe.
 */
final class Changes {
  private static final int TOPICS_KEPT = 64;

  private final LinkedHashMap<String, Topic> topics = new LinkedHashMap<>(16, 0.75f, true);
  private long newest;
  private long forgotten;

  private static final class Topic {
    private final long completeSince;
    private final Map<String, Long> changed = new HashMap<>();
    private long newest;

    Topic(long completeSince) {
      this.completeSince = completeSince;
    }
  }

  /** Notes that these keys changed. */
  synchronized void touch(String topic, Collection<String> keys) {
    newest++;
    Topic found = topics.computeIfAbsent(topic, name -> new Topic(forgotten));
    keys.forEach(key -> found.changed.put(key, newest));
    found.newest = newest;
    if (topics.size() > TOPICS_KEPT) {
      Topic eldest = topics.pollFirstEntry().getValue();
      forgotten = Math.max(forgotten, eldest.newest);
    }
  }

  /** The revision of the last change. */
  synchronized long newest() {
    return newest;
  }

  /** Whether a topic changed after a revision, as far as is remembered. */
  synchronized boolean any(String topic, long after) {
    Topic found = topics.get(topic);
    return found == null ? after < forgotten : found.newest > after;
  }

  /** Whether all changes after a revision are remembered. */
  synchronized boolean complete(String topic, long after) {
    Topic found = topics.get(topic);
    return after >= (found == null ? forgotten : found.completeSince);
  }

  /** The keys that changed after a revision. */
  synchronized List<String> keys(String topic, long after) {
    Topic found = topics.get(topic);
    return found == null
        ? List.of()
        : found.changed.entrySet().stream()
            .filter(entry -> entry.getValue() > after)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
  }
}
