package eu.dihya.http;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import java.nio.file.Path;
import java.util.UUID;

/** Writes the body of one request; a file goes out as fast as the connection takes it. */
final class RequestBody {
  private static final int READ_BYTES = 128 * 1024;

  private final FileSystem files;
  private final HttpClientRequest call;

  RequestBody(FileSystem files, HttpClientRequest call) {
    this.files = files;
    this.call = call;
  }

  Future<Void> send(HttpBody body) {
    return switch (body) {
      case HttpBody.Empty() -> call.end();
      case HttpBody.Text(String text) -> call.end(text);
      case HttpBody.Bytes bytes -> call.end(Buffer.buffer(bytes.bytes()));
      case HttpBody.File(Path path) -> stream(path, Buffer.buffer(), Buffer.buffer());
      case HttpBody.MultipartFile form -> multipart(form);
    };
  }

  private Future<Void> multipart(HttpBody.MultipartFile form) {
    String boundary = "dihya-" + UUID.randomUUID();
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(boundary, form.field(), form.fileName(), "application/octet-stream");
    call.putHeader(HttpHeaders.CONTENT_TYPE, "multipart/form-data; boundary=" + boundary);
    return stream(form.path(), Buffer.buffer(head), Buffer.buffer("\r\n--" + boundary + "--\r\n"));
  }

  private Future<Void> stream(Path path, Buffer head, Buffer tail) {
    return files
        .props(path.toString())
        .compose(
            properties -> {
              long length = head.length() + properties.size() + tail.length();
              call.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
              return files.open(path.toString(), new OpenOptions().setRead(true).setWrite(false));
            })
        .recover(unreadable -> giveUp(path, unreadable))
        .compose(file -> copy(file.setReadBufferSize(READ_BYTES), head, tail));
  }

  private <T> Future<T> giveUp(Path path, Throwable cause) {
    call.reset();
    String message = "the file " + path.getFileName() + " that was to be sent cannot be read";
    return Future.failedFuture(new DihyaException(ErrorCode.FAILED, message, cause));
  }

  private Future<Void> copy(AsyncFile file, Buffer head, Buffer tail) {
    return call.write(head)
        .compose(written -> file.pipe().endOnComplete(false).to(call))
        .eventually(file::close)
        .compose(copied -> call.end(tail));
  }
}
