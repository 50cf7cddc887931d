package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import eu.dihya.base.StoreUnreachable;
import eu.dihya.security.TooManyTries;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers, and makes answers of what went wrong. */
final class Responses {
  private static final Logger LOG = LoggerFactory.getLogger(Responses.class);

  private static final String REQUEST_ID = "X-Request-Id";
  private static final String STORE_BACK_SECONDS = "5";

  private Responses() {}

  static void write(RoutingContext context, Reply reply) {
    write(context.response(), reply);
  }

  static void write(HttpServerResponse response, Reply reply) {
    if (response.ended() || response.closed()) {
      reply.file().ifPresent(Responses::remove);
      return;
    }
    response
        .setStatusCode(reply.status())
        .putHeader("Content-Type", reply.contentType())
        .putHeader("Cache-Control", "no-store");
    reply.headers().forEach(response::putHeader);
    if (reply.file().isPresent()) {
      Path file = reply.file().get();
      response.sendFile(file.toString()).onComplete(sent -> remove(file));
    } else {
      response.end(Buffer.buffer(reply.body()));
    }
  }

  /** What a handler threw. */
  static Reply of(RuntimeException error, RoutingContext context) {
    if (error instanceof DihyaException told) {
      context.put(Access.CODE, told.code());
    }
    if (error instanceof TooManyTries early) {
      return Reply.problem(early, requestId(context))
          .with("Retry-After", String.valueOf(early.seconds()));
    }
    if (error instanceof StoreUnreachable away) {
      return Reply.problem(away, requestId(context)).with("Retry-After", STORE_BACK_SECONDS);
    }
    if (error instanceof DihyaException known) {
      return Reply.problem(known, requestId(context));
    }
    return fault(error, context);
  }

  /** What the router refused before a handler had it, or could not deal with. */
  static Reply refused(RoutingContext context) {
    int status = context.statusCode();
    Throwable error = context.failure();
    if (error instanceof HttpClosedException) {
      return gone(context);
    }
    if (status >= 500 || status < 400) {
      return fault(error == null ? new IllegalStateException("status " + status) : error, context);
    }
    ErrorCode code = status == 404 ? ErrorCode.NOT_FOUND : ErrorCode.USAGE;
    String message =
        switch (status) {
          case 404 -> "there is no " + context.request().path();
          case 405 -> context.request().method() + " is not possible here";
          case 413 -> "the body is larger than 1 MiB, or than 64 KiB before signing in";
          default -> "the request cannot be read; look at its address and headers";
        };
    Reply reply = Reply.problem(status, new DihyaException(code, message), requestId(context));
    return status == 413 ? reply.with("Connection", "close") : reply;
  }

  /** Its client went away in the middle of it: no fault, and nobody reads the answer. */
  private static Reply gone(RoutingContext context) {
    return Reply.problem(
        new DihyaException(ErrorCode.USAGE, "the request was not sent to its end"),
        requestId(context));
  }

  /** Each request has an id, which is in its answer and in the log where it failed. */
  static void identify(HttpServerResponse response) {
    response.putHeader(REQUEST_ID, UUID.randomUUID().toString());
  }

  static String requestId(RoutingContext context) {
    return requestId(context.response());
  }

  static String requestId(HttpServerResponse response) {
    return Objects.requireNonNullElse(response.headers().get(REQUEST_ID), "");
  }

  private static Reply fault(Throwable error, RoutingContext context) {
    String id = requestId(context);
    LOG.error(
        "request {} {} failed, id {}",
        context.request().method(),
        context.normalizedPath(),
        id,
        error);
    return Reply.problem(
        new DihyaException(
            ErrorCode.INTERNAL, "a fault of Dihya; the server's log has it under request " + id),
        id);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} could not be removed after it was sent: {}", file, e.toString());
    }
  }
}
