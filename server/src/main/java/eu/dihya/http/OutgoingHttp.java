package eu.dihya.http;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends requests to other servers. Thread-safe; blocks the calling thread, so call it from a
 * virtual thread and never from an event loop. Redirects are returned, not followed. Nothing is
 * retried.
 *
 * <p>Errors: {@code NOT_ALLOWED} for an address that may not be called, {@code UNREACHABLE} for no
 * connection, no answer in time or a broken one, {@code FAILED} for an answer over the size limit.
 * An HTTP error status is an answer, not an exception. Messages name scheme, host and port only:
 * paths of webhooks are secrets.
 */
public final class OutgoingHttp implements AutoCloseable {
  private final Vertx vertx;
  private final HttpClient client;
  private final OutgoingPolicy policy;
  private final AddressGuard guard;

  public OutgoingHttp(Vertx vertx, OutgoingPolicy policy) {
    this(vertx, policy, NameResolver.system());
  }

  OutgoingHttp(Vertx vertx, OutgoingPolicy policy, NameResolver resolver) {
    this.vertx = vertx;
    this.policy = policy;
    this.guard = new AddressGuard(policy.configured(), resolver);
    this.client = vertx.createHttpClient(clientOptions(policy));
  }

  private static HttpClientOptions clientOptions(OutgoingPolicy policy) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout(Math.toIntExact(policy.connectTimeout().toMillis()))
            // Of the connection, not of the request: the latter would count a long upload as
            // silence.
            .setIdleTimeout(Math.toIntExact(policy.readTimeout().toMillis()))
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setVerifyHost(true)
            .setMaxRedirects(0)
            .setDecompressionSupported(false);
    policy
        .trusted()
        .ifPresent(
            file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    return options;
  }

  /** Sends the request and reads the answer into memory, up to the policy's limit. */
  public OutgoingResponse send(OutgoingRequest request) {
    return exchange(request, new ResponseReader.ToMemory(policy.maxResponseBytes()));
  }

  /**
   * Sends the request and streams the body of a 2xx answer into the file, replacing it. Any other
   * answer is read into memory as by {@link #send}, and the file is left empty.
   */
  public OutgoingResponse download(OutgoingRequest request, Path file, long maxBytes) {
    return exchange(
        request,
        new ResponseReader.ToFile(vertx.fileSystem(), file, maxBytes, policy.maxResponseBytes()));
  }

  @Override
  public void close() {
    client.close().await();
  }

  private OutgoingResponse exchange(OutgoingRequest request, ResponseReader reader) {
    if (Context.isOnEventLoopThread()) {
      throw new DihyaException(
          ErrorCode.INTERNAL, "an outgoing request was made on the event loop");
    }
    Deadline deadline = new Deadline(request.timeout());
    InetSocketAddress address = guard.check(request.uri());
    try {
      HttpClientRequest call = deadline.await(client.request(options(request, address)));
      return carryOut(request, call, reader, deadline);
    } catch (DihyaException e) {
      throw e;
    } catch (TimeoutException e) {
      throw unreachable(
          request.uri(), "gave no complete answer within " + seconds(request.timeout()), e);
    } catch (Exception e) {
      throw unreachable(request.uri(), "cannot be reached: " + reason(e), e);
    }
  }

  private OutgoingResponse carryOut(
      OutgoingRequest request, HttpClientRequest call, ResponseReader reader, Deadline deadline)
      throws TimeoutException {
    // The futures below fail with the same exception; without a handler it would also be logged
    // with its path.
    call.exceptionHandler(failure -> {});
    Future<OutgoingResponse> answer =
        call.response().compose(response -> reader.read(call, response));
    try {
      Future<Void> sent = new RequestBody(vertx.fileSystem(), call).send(request.body());
      // A server may refuse before it has read everything: what counts is its answer, else why
      // sending failed.
      return deadline.await(
          sent.compose(
              done -> answer, failure -> answer.recover(none -> Future.failedFuture(failure))));
    } catch (Exception e) {
      call.reset();
      throw e;
    }
  }

  private RequestOptions options(OutgoingRequest request, InetSocketAddress address) {
    URI uri = request.uri();
    HostPort server = HostPort.of(uri);
    RequestOptions options =
        new RequestOptions()
            .setMethod(io.vertx.core.http.HttpMethod.valueOf(request.method().name()))
            .setServer(SocketAddress.inetSocketAddress(address))
            .setHost(server.host())
            .setPort(server.port())
            .setSsl("https".equalsIgnoreCase(uri.getScheme()))
            .setURI(pathAndQuery(uri))
            .setFollowRedirects(false)
            .setConnectTimeout(policy.connectTimeout().toMillis());
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      options.putHeader(header.getKey(), header.getValue());
    }
    return options;
  }

  private static String pathAndQuery(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static DihyaException unreachable(URI uri, String what, Throwable cause) {
    return new DihyaException(
        ErrorCode.UNREACHABLE,
        "%s://%s %s".formatted(uri.getScheme(), HostPort.of(uri), what),
        cause);
  }

  private static String reason(Exception failure) {
    return switch (failure) {
      case SSLException e ->
          "no secure connection; its certificate must be trusted and be for this name";
      case ConnectException e -> "no connection; check that it runs and that the port is right";
      default -> failure.getClass().getSimpleName();
    };
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }

  private static final class Deadline {
    private final long end;

    Deadline(Duration timeout) {
      end = System.nanoTime() + timeout.toNanos();
    }

    <T> T await(Future<T> future) throws TimeoutException {
      return future.await(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }
}
