package eu.dihya.http;

import java.nio.file.Path;

/** What is sent with a request. Files are streamed, never held in memory. */
public sealed interface HttpBody {
  /** Nothing. */
  record Empty() implements HttpBody {}

  /** A text, sent as UTF-8. */
  record Text(String text) implements HttpBody {}

  /** Bytes; compared by identity, as arrays are. */
  final class Bytes implements HttpBody {
    private final byte[] bytes;

    public Bytes(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    public byte[] bytes() {
      return bytes.clone();
    }
  }

  /** A file as it is. */
  record File(Path path) implements HttpBody {}

  /**
   * One file as {@code multipart/form-data}.
   *
   * @param field the form field's name, letters and digits
   * @param fileName the name that the receiver sees, letters, digits, dots and dashes
   * @param path the file
   */
  record MultipartFile(String field, String fileName, Path path) implements HttpBody {
    public MultipartFile {
      if (!(field + fileName).matches("[A-Za-z0-9._-]+")) {
        throw new IllegalArgumentException(
            "a form field or file name has characters that a header cannot hold");
      }
    }
  }
}
