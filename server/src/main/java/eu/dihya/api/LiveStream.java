package eu.dihya.api;

import eu.dihya.base.Json;
import eu.dihya.rollout.LogLine;
import eu.dihya.rollout.RolloutFeed;
import eu.dihya.security.Tokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Live changes for browsers. Every change gets the next revision; a flush sends each client, topic by topic, what is newer
 * than what it has. A frame is written once for all clients that are equally far. A client that does not read is skipped,
 * and catches up with one frame when it reads again. Thread-safe.
 */
public final class LiveStream implements RolloutFeed {
  private final String epoch = Tokens.random().substring(0, 8);
  private final AtomicLong revision = new AtomicLong();
  private final Map<String, Topic> topics = new ConcurrentHashMap<>();
  private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
  private final TopicFrames frames;

  LiveStream(TopicFrames frames) {
    this.frames = frames;
  }

  /** When each key of a topic last changed. */
  private static final class Topic {
    private final Map<String, Long> changed = new ConcurrentHashMap<>();
    private volatile long newest;

    void touch(String key, long at) {
      changed.put(key, at);
      newest = at;
    }

    List<String> since(long revision) {
      return changed.entrySet().stream().filter(entry -> entry.getValue() > revision).map(Map.Entry::getKey).toList();
    }
  }

  /** The revision that everything before this moment has, as an event's id. */
  public String revision() {
    return epoch + ":" + revision.get();
  }

  public int clients() {
    return clients.size();
  }

  /** Adds a client; its first frames are sent with the next flush. */
  void connect(StreamClient client, @Nullable String lastEventId) {
    long known = known(lastEventId);
    client.topics().forEach(topic -> client.sent(topic, known));
    clients.add(client);
  }

  void disconnect(StreamClient client) {
    clients.remove(client);
  }

  public void tenantChanged(String tenant) {
    touch("fleet", tenant);
  }

  /** The registry or the catalogue changed: everything is to be sent anew. */
  public void fleetChanged() {
    frames.tenantIds().forEach(this::tenantChanged);
  }

  @Override
  public void rolloutChanged(String rollout) {
    touch("rollouts", rollout);
    touch("rollout:" + rollout, "");
    touch("fleet", "");
  }

  @Override
  public void runChanged(String rollout, String tenant) {
    touch("rollout:" + rollout, tenant);
    touch("rollouts", rollout);
    touch("fleet", tenant);
  }

  @Override
  public void logged(String rollout, String tenant, LogLine line) {
    touch("log:" + rollout + "/" + tenant, Long.toString(line.seq()));
  }

  @Override
  public void ended(String rollout) {
    rolloutChanged(rollout);
    frames.tenantIds().forEach(this::tenantChanged);
  }

  /** Sends what is new to every client that reads; to be called at most every 100 ms. */
  void flush() {
    Map<String, String> written = new HashMap<>();
    for (StreamClient client : clients) {
      if (client.ready()) {
        client.topics().forEach(topic -> send(client, topic, written));
      }
    }
  }

  /** A comment that keeps proxies from closing a quiet stream. */
  void heartbeat() {
    clients.stream().filter(StreamClient::ready).forEach(client -> client.send(": \n\n"));
  }

  private void send(StreamClient client, String name, Map<String, String> written) {
    Topic topic = topics.computeIfAbsent(name, key -> new Topic());
    long has = client.sent(name);
    long upTo = topic.newest;
    if (has >= 0 && has >= upTo) {
      return;
    }
    long at = revision.get();
    String text = written.computeIfAbsent(name + "@" + has, key -> frame(name, topic, has, at));
    client.send(text);
    client.sent(name, at);
  }

  private String frame(String name, Topic topic, long has, long at) {
    Object body = has < 0 ? frames.snapshot(name) : frames.delta(name, topic.since(has));
    String event = name.contains(":") ? name.substring(0, name.indexOf(':')) : name;
    return "event: " + event + "\nid: " + epoch + ":" + at + "\ndata: " + Json.write(body) + "\n\n";
  }

  private void touch(String topic, String key) {
    topics.computeIfAbsent(topic, name -> new Topic()).touch(key, revision.incrementAndGet());
  }

  /** How far a client is; -1 when it knows nothing of this epoch and needs a snapshot. */
  private long known(@Nullable String lastEventId) {
    if (lastEventId == null || !lastEventId.startsWith(epoch + ":")) {
      return -1;
    }
    String number = lastEventId.substring(epoch.length() + 1);
    return number.matches("\\d{1,18}") ? Long.parseLong(number) : -1;
  }
}
