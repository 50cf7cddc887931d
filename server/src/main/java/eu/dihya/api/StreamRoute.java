package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.security.Permission;
import eu.dihya.security.Principal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events over Vert.x, as of <a
 * href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML</a>.
 */
final class StreamRoute implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamRoute.class);
  private static final long FLUSH_MILLIS = 100;
  private static final long HEARTBEAT_MILLIS = 15_000;
  private static final long CATALOG_MILLIS = 2_000;
  private static final int MOST_TOPICS = 32;

  private final Vertx vertx;
  private final LiveStream stream;
  private final TopicFrames frames;
  private final ExecutorService threads;
  private final AtomicBoolean flushing = new AtomicBoolean();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean ending = new AtomicBoolean();
  private long flushTimer;
  private long heartbeatTimer;
  private long catalogTimer;

  StreamRoute(Vertx vertx, LiveStream stream, TopicFrames frames, ExecutorService threads) {
    this.vertx = vertx;
    this.stream = stream;
    this.frames = frames;
    this.threads = threads;
  }

  void start() {
    flushTimer =
        vertx.setPeriodic(FLUSH_MILLIS, timer -> whenSomebodyLooks(flushing, stream::flush));
    heartbeatTimer =
        vertx.setPeriodic(
            HEARTBEAT_MILLIS,
            timer -> {
              threads.execute(stream::heartbeat);
              whenSomebodyLooks(ending, stream::endOutlived);
            });
    catalogTimer =
        vertx.setPeriodic(
            CATALOG_MILLIS, timer -> whenSomebodyLooks(looking, stream::lookAtCatalog));
  }

  /**
   * Opens a stream; called on a virtual thread.
   *
   * @param goingOn whether it may stay open; asked at each heartbeat
   */
  void open(RoutingContext context, BooleanSupplier goingOn) {
    List<String> topics =
        Optional.ofNullable(context.request().getParam("topics"))
            .map(
                text ->
                    Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(topic -> !topic.isEmpty())
                        .distinct()
                        .toList())
            .orElse(List.of("fleet"));
    if (topics.isEmpty() || topics.size() > MOST_TOPICS) {
      throw new DihyaException(
          ErrorCode.USAGE, "topics are 1 to " + MOST_TOPICS + " names, with commas between them");
    }
    Principal principal = WebServer.caller(context).principal();
    if (topics.stream().anyMatch(TopicFrames::isLog)) {
      Gate.require(principal, Permission.READ_LOGS);
    }
    topics.forEach(topic -> frames.check(principal.scope(), topic));
    HttpServerResponse response = context.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    StreamClient client =
        new StreamClient(topics, principal.scope(), goingOn, new ResponseSink(response));
    response.exceptionHandler(error -> stream.disconnect(client));
    response.closeHandler(closed -> stream.disconnect(client));
    response.write("retry: " + (1_000 + ThreadLocalRandom.current().nextInt(2_000)) + "\n\n");
    stream.connect(client, context.request().getHeader("Last-Event-ID"));
  }

  @Override
  public void close() {
    vertx.cancelTimer(flushTimer);
    vertx.cancelTimer(heartbeatTimer);
    vertx.cancelTimer(catalogTimer);
  }

  private void whenSomebodyLooks(AtomicBoolean busy, Runnable body) {
    if (stream.clients() > 0 && busy.compareAndSet(false, true)) {
      threads.execute(
          () -> {
            try {
              body.run();
            } catch (DihyaException e) {
              LOG.warn("the live stream could not be brought up to date: {}", e.text());
            } catch (RuntimeException e) {
              LOG.error("the live stream could not be brought up to date", e);
            } finally {
              busy.set(false);
            }
          });
    }
  }

  /** A browser that does not read fills the queue, and is skipped. */
  private record ResponseSink(HttpServerResponse response) implements StreamClient.Sink {
    @Override
    public boolean ready() {
      return !response.closed() && !response.writeQueueFull();
    }

    @Override
    public boolean closed() {
      return response.closed() || response.ended();
    }

    @Override
    public void send(String text) {
      response.write(text);
    }

    @Override
    public void close() {
      response.end();
    }
  }
}
