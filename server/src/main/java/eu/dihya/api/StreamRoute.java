package eu.dihya.api;

import eu.dihya.base.DihyaException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Server-sent events over Vert.x, as of <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML</a>. */
final class StreamRoute implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamRoute.class);
  private static final long FLUSH_MILLIS = 100;
  private static final long HEARTBEAT_MILLIS = 15_000;

  private final Vertx vertx;
  private final LiveStream stream;
  private final TopicFrames frames;
  private final ExecutorService threads;
  private final AtomicBoolean flushing = new AtomicBoolean();
  private long flushTimer;
  private long heartbeatTimer;

  StreamRoute(Vertx vertx, LiveStream stream, TopicFrames frames, ExecutorService threads) {
    this.vertx = vertx;
    this.stream = stream;
    this.frames = frames;
    this.threads = threads;
  }

  void start() {
    flushTimer = vertx.setPeriodic(FLUSH_MILLIS, timer -> flush());
    heartbeatTimer = vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> threads.execute(stream::heartbeat));
  }

  /** Opens a stream; called on a virtual thread. */
  void open(RoutingContext context) {
    List<String> topics =
        Optional.ofNullable(context.request().getParam("topics"))
            .map(text -> Arrays.stream(text.split(",")).map(String::strip).filter(topic -> !topic.isEmpty()).distinct().toList())
            .orElse(List.of("fleet"));
    topics.forEach(frames::check);
    HttpServerResponse response = context.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    StreamClient client = new StreamClient(topics, new ResponseSink(response));
    response.exceptionHandler(error -> stream.disconnect(client));
    response.closeHandler(closed -> stream.disconnect(client));
    response.write("retry: " + (1_000 + ThreadLocalRandom.current().nextInt(2_000)) + "\n\n");
    stream.connect(client, context.request().getHeader("Last-Event-ID"));
  }

  @Override
  public void close() {
    vertx.cancelTimer(flushTimer);
    vertx.cancelTimer(heartbeatTimer);
  }

  private void flush() {
    if (stream.clients() > 0 && flushing.compareAndSet(false, true)) {
      threads.execute(
          () -> {
            try {
              stream.flush();
            } catch (DihyaException e) {
              LOG.warn("the live stream could not be brought up to date: {}", e.text());
            } catch (RuntimeException e) {
              LOG.error("the live stream could not be brought up to date", e);
            } finally {
              flushing.set(false);
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
    public void send(String text) {
      response.write(text);
    }
  }
}
