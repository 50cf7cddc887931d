package eu.dihya.api;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One browser's stream. Used by the flush alone, but for its being added and removed. */
final class StreamClient {
  /** Where its frames go. */
  interface Sink {
    /** Whether it takes more without holding it in memory. */
    boolean ready();

    void send(String text);
  }

  private final List<String> topics;
  private final Sink sink;
  private final Map<String, Long> sent = new ConcurrentHashMap<>();

  StreamClient(List<String> topics, Sink sink) {
    this.topics = List.copyOf(topics);
    this.sink = sink;
  }

  List<String> topics() {
    return topics;
  }

  boolean ready() {
    return sink.ready();
  }

  void send(String text) {
    sink.send(text);
  }

  long sent(String topic) {
    return sent.getOrDefault(topic, -1L);
  }

  void sent(String topic, long revision) {
    sent.put(topic, revision);
  }
}
