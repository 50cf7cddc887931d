package eu.dihya.api;

import eu.dihya.base.TenantScope;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** One browser's stream. Used by the flush alone, but for its being added and removed. */
final class StreamClient {
  /** Where its frames go. */
  interface Sink {
    /** Whether it takes more without holding it in memory. */
    boolean ready();

    /** Whether nobody is there any more. */
    boolean closed();

    void send(String text);

    void close();
  }

  private final List<String> topics;
  private final TenantScope scope;
  private final BooleanSupplier goingOn;
  private final Sink sink;
  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final Set<String> behind = new HashSet<>();

  StreamClient(List<String> topics, TenantScope scope, BooleanSupplier goingOn, Sink sink) {
    this.topics = List.copyOf(topics);
    this.scope = scope;
    this.goingOn = goingOn;
    this.sink = sink;
    behind.addAll(this.topics);
  }

  List<String> topics() {
    return topics;
  }

  TenantScope scope() {
    return scope;
  }

  boolean ready() {
    return sink.ready();
  }

  boolean closed() {
    return sink.closed();
  }

  /** Whether its session or token is there still. */
  boolean goingOn() {
    return goingOn.getAsBoolean();
  }

  void send(String text) {
    sink.send(text);
  }

  void close() {
    sink.close();
  }

  /** How far it is: a revision, or the number of a log's last line; -1 when it has nothing. */
  long sent(String topic) {
    return sent.getOrDefault(topic, -1L);
  }

  void sent(String topic, long upTo) {
    sent.put(topic, upTo);
  }

  /** These logs have new lines. */
  void logged(Set<String> logs) {
    topics.stream().filter(logs::contains).forEach(behind::add);
  }

  boolean lacksLines(String log) {
    return behind.contains(log);
  }

  void sentLines(String log, long upTo, boolean more) {
    sent.put(log, upTo);
    if (!more) {
      behind.remove(log);
    }
  }

  /** What it has once everything that was written so far has arrived. */
  StreamPosition position(String epoch, long revision) {
    Map<String, Long> lines = new LinkedHashMap<>();
    topics.stream()
        .filter(TopicFrames::isLog)
        .forEach(log -> lines.put(log.substring("log:".length()), sent(log)));
    lines.values().removeIf(line -> line < 0);
    return new StreamPosition(epoch, revision, lines);
  }
}
