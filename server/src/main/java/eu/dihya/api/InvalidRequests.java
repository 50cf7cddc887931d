package eu.dihya.api;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Answers what cannot be read as a request. */
final class InvalidRequests {
  private InvalidRequests() {}

  static void answer(HttpServerRequest request) {
    ClientAddress client =
        new ClientAddress(
            ClientAddress.of(request.connection().remoteAddress()), request.isSSL(), null);
    SecurityHeaders.add(request.response(), client);
    Responses.identify(request.response());
    Responses.write(
        request.response(),
        reply(request.decoderResult().cause(), Responses.requestId(request.response())));
  }

  private static Reply reply(Throwable cause, String id) {
    return switch (cause) {
      case TooLongHttpLineException _ -> problem(414, "the address is longer than 8 KiB", id);
      case TooLongHttpHeaderException _ -> problem(431, "the headers are larger than 16 KiB", id);
      default -> problem(400, "this is no HTTP/1.1 request", id);
    };
  }

  private static Reply problem(int status, String message, String id) {
    return Reply.problem(status, new DihyaException(ErrorCode.USAGE, message), id);
  }
}
