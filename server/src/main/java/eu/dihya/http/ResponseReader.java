package eu.dihya.http;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads an answer on its event loop and stops the exchange as soon as the answer is larger than
 * allowed.
 */
sealed interface ResponseReader {
  Future<OutgoingResponse> read(HttpClientRequest call, HttpClientResponse response);

  record ToMemory(long limit) implements ResponseReader {
    @Override
    public Future<OutgoingResponse> read(HttpClientRequest call, HttpClientResponse response) {
      Buffer body = Buffer.buffer();
      Promise<OutgoingResponse> done = Promise.promise();
      response.handler(
          part -> {
            if (body.length() + part.length() > limit) {
              done.tryFail(tooLarge(limit));
              call.reset();
            } else {
              body.appendBuffer(part);
            }
          });
      response.exceptionHandler(done::tryFail);
      response.endHandler(end -> done.tryComplete(answer(response, body.getBytes())));
      return done.future();
    }
  }

  record ToFile(FileSystem files, Path path, long limit, int errorLimit) implements ResponseReader {
    @Override
    public Future<OutgoingResponse> read(HttpClientRequest call, HttpClientResponse response) {
      if (response.statusCode() < 200 || response.statusCode() > 299) {
        return new ToMemory(errorLimit).read(call, response);
      }
      response.pause();
      OpenOptions options =
          new OpenOptions().setWrite(true).setCreate(true).setTruncateExisting(true);
      return files
          .open(path.toString(), options)
          .compose(file -> copy(call, response, file).eventually(file::close))
          .map(copied -> answer(response, new byte[0]));
    }

    private Future<Void> copy(HttpClientRequest call, HttpClientResponse response, AsyncFile file) {
      Promise<Void> done = Promise.promise();
      long[] read = {0};
      response.handler(
          part -> {
            read[0] += part.length();
            if (read[0] > limit) {
              done.tryFail(tooLarge(limit));
              call.reset();
              return;
            }
            file.write(part).onFailure(done::tryFail);
            if (file.writeQueueFull()) {
              response.pause();
              file.drainHandler(drained -> response.resume());
            }
          });
      response.exceptionHandler(done::tryFail);
      response.endHandler(end -> done.tryComplete());
      response.resume();
      return done.future();
    }
  }

  private static OutgoingResponse answer(HttpClientResponse response, byte[] body) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (String name : response.headers().names()) {
      headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(response.headers().getAll(name)));
    }
    return new OutgoingResponse(response.statusCode(), headers, body);
  }

  private static DihyaException tooLarge(long limit) {
    return new DihyaException(
        ErrorCode.FAILED, "the answer is larger than the " + limit + " bytes that are allowed");
  }
}
