package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.Json;
import eu.dihya.base.TenantScope;
import eu.dihya.rollout.LogLine;
import eu.dihya.rollout.RolloutFeed;
import eu.dihya.security.Tokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live changes for browsers. Every change gets the next revision; a flush sends each client, topic
 * by topic, what is newer than what it has and concerns its tenants. A frame is written once for
 * all clients of one scope that are equally far. A client that does not read is skipped, and
 * catches up with one frame when it reads again. Logs go line by line from where a client is.
 * Thread-safe.
 */
public final class LiveStream implements RolloutFeed {
  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);
  private static final String FLEET = "fleet";

  private final String epoch = Tokens.random().substring(0, 8);
  private final Changes changes = new Changes();
  private final Set<String> logged = ConcurrentHashMap.newKeySet();
  private final Set<StreamClient> clients = ConcurrentHashMap.newKeySet();
  private final TopicFrames frames;
  private long fleetShown = -1;

  LiveStream(TopicFrames frames) {
    this.frames = frames;
  }

  /** What one flush has written so far: everything in it is as of one revision, or newer. */
  private record Batch(long at, Map<Part, Optional<String>> states, Map<Part, LogText> logs) {}

  /** What clients of one scope that are equally far lack of a topic. */
  private record Part(String topic, TenantScope scope, long has) {}

  private record LogText(String text, long last, boolean more) {}

  /** The revision that everything before this moment has, as an event's id. */
  public String revision() {
    return epoch + ":" + changes.newest();
  }

  public int clients() {
    return clients.size();
  }

  /** Adds a client; its first frames are sent with the next flush. */
  void connect(StreamClient client, @Nullable String lastEventId) {
    StreamPosition known = StreamPosition.parse(lastEventId);
    boolean sameEpoch = known.epoch().equals(epoch) && known.revision() <= changes.newest();
    for (String topic : client.topics()) {
      client.sent(
          topic, TopicFrames.isLog(topic) ? known.line(topic) : sameEpoch ? known.revision() : -1);
    }
    clients.add(client);
  }

  void disconnect(StreamClient client) {
    clients.remove(client);
  }

  public void tenantChanged(String tenant) {
    changes.touch(FLEET, List.of(tenant));
  }

  /** The registry or the catalogue changed: every tenant is to be sent anew. */
  public void fleetChanged() {
    changes.touch(FLEET, frames.tenantIds());
  }

  /** Sends the fleet anew when the files of the catalogue have changed. */
  void lookAtCatalog() {
    if (frames.catalogChanged()) {
      fleetChanged();
    }
  }

  @Override
  public void rolloutChanged(String rollout) {
    changes.touch("rollouts", List.of(rollout));
    changes.touch("rollout:" + rollout, List.of(rollout));
    changes.touch(FLEET, List.of(rollout));
  }

  @Override
  public void runChanged(String rollout, String tenant) {
    changes.touch("rollout:" + rollout, List.of(tenant));
    changes.touch("rollouts", List.of(rollout));
    changes.touch(FLEET, List.of(tenant));
  }

  @Override
  public void logged(String rollout, String tenant, LogLine line) {
    if (!clients.isEmpty()) {
      logged.add("log:" + rollout + "/" + tenant);
    }
  }

  @Override
  public void ended(String rollout) {
    rolloutChanged(rollout);
    changes.touch(FLEET, frames.members(rollout));
  }

  /** Sends what is new to every client that reads; to be called at most every 100 ms. */
  synchronized void flush() {
    Set<String> newLines = new HashSet<>(logged);
    logged.removeAll(newLines);
    Batch batch = new Batch(changes.newest(), new HashMap<>(), new HashMap<>());
    clients.removeIf(StreamClient::closed);
    clients.forEach(client -> client.logged(newLines));
    List<StreamClient> ready = clients.stream().filter(StreamClient::ready).toList();
    bringFleetUp(ready, batch.at());
    ready.forEach(client -> serve(client, batch));
  }

  /** A comment that keeps proxies from closing a quiet stream. */
  synchronized void heartbeat() {
    clients.stream().filter(StreamClient::ready).forEach(client -> client.send(": \n\n"));
  }

  /** Ends the streams of those whose session or token is there no longer. */
  void endOutlived() {
    List<StreamClient> outlived = clients.stream().filter(client -> !client.goingOn()).toList();
    outlived.forEach(this::disconnect);
    outlived.forEach(StreamClient::close);
  }

  /** The frames of one flush draw on one view of the fleet. */
  private void bringFleetUp(List<StreamClient> ready, long at) {
    List<StreamClient> watching =
        ready.stream().filter(client -> client.topics().contains(FLEET)).toList();
    if (watching.isEmpty()) {
      return;
    }
    if (watching.stream().anyMatch(client -> client.sent(FLEET) < 0)
        || !changes.complete(FLEET, fleetShown)) {
      frames.showFleet();
    } else if (changes.any(FLEET, fleetShown)) {
      frames.showTenants(changes.keys(FLEET, fleetShown));
    }
    fleetShown = at;
  }

  /** One client's fault is not the others'; it comes back and gets a snapshot. */
  private void serve(StreamClient client, Batch batch) {
    try {
      List<String> texts = new ArrayList<>();
      for (String topic : client.topics()) {
        String text =
            TopicFrames.isLog(topic) ? lines(client, topic, batch) : state(client, topic, batch);
        if (text != null) {
          texts.add(text);
        }
      }
      send(client, texts, batch.at());
    } catch (RuntimeException e) {
      LOG.warn(
          "a live stream of {} is closed: {}",
          client.topics(),
          e instanceof DihyaException known ? known.text() : e.toString());
      clients.remove(client);
      client.close();
    }
  }

  /**
   * The id stands with the last frame alone: who loses the connection before has not seen all that
   * it stands for.
   */
  private void send(StreamClient client, List<String> texts, long at) {
    for (int index = 0; index < texts.size(); index++) {
      if (index == texts.size() - 1) {
        client.send("id: " + client.position(epoch, at) + "\n");
      }
      client.send(texts.get(index));
    }
  }

  private @Nullable String state(StreamClient client, String topic, Batch batch) {
    long has = client.sent(topic);
    if (has >= 0 && !changes.any(topic, has)) {
      return null;
    }
    boolean anew = has < 0 || !changes.complete(topic, has);
    Optional<String> text =
        batch
            .states()
            .computeIfAbsent(
                new Part(topic, client.scope(), anew ? -1 : has), part -> state(part, anew));
    client.sent(topic, batch.at());
    return text.orElse(null);
  }

  private Optional<String> state(Part part, boolean anew) {
    Optional<Object> body =
        anew
            ? Optional.of(frames.snapshot(part.scope(), part.topic()))
            : frames.delta(part.scope(), part.topic(), changes.keys(part.topic(), part.has()));
    return body.map(frame -> event(part.topic(), frame));
  }

  private @Nullable String lines(StreamClient client, String topic, Batch batch) {
    if (!client.lacksLines(topic)) {
      return null;
    }
    long has = client.sent(topic);
    LogText found = batch.logs().computeIfAbsent(new Part(topic, client.scope(), has), this::log);
    client.sentLines(topic, found.last(), found.more());
    return found.last() == has ? null : found.text();
  }

  private LogText log(Part part) {
    TopicFrames.LogPart found = frames.log(part.scope(), part.topic(), part.has());
    return new LogText(event(part.topic(), found.frame()), found.last(), found.more());
  }

  private static String event(String topic, Object body) {
    String name = topic.contains(":") ? topic.substring(0, topic.indexOf(':')) : topic;
    return "event: " + name + "\ndata: " + Json.write(body) + "\n\n";
  }
}
