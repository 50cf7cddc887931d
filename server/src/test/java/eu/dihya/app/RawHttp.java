package eu.dihya.app;

import com.fasterxml.jackson.databind.JsonNode;
import eu.dihya.base.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.SocketFactory;

/** Sends requests as they are written, also those that no client would send. */
public final class RawHttp {
  private final URI address;
  private final SocketFactory sockets;

  public RawHttp(URI address) {
    this(address, SocketFactory.getDefault());
  }

  public RawHttp(URI address, SocketFactory sockets) {
    this.address = address;
    this.sockets = sockets;
  }

  /** What came back. */
  public record Answer(int status, List<String> headers, String body) {
    public JsonNode json() {
      return Json.tree(body);
    }

    public Optional<String> header(String name) {
      String start = name.toLowerCase(java.util.Locale.ROOT) + ": ";
      return headers.stream()
          .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()))
          .findFirst();
    }
  }

  public Answer send(String method, String path, String body, String... headers)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of(headers));
    if (lines.stream().noneMatch(line -> line.startsWith("Host:"))) {
      lines.add("Host: " + address.getAuthority());
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    lines.add("Content-Length: " + bytes.length);
    lines.add("Connection: close");
    try (Socket socket = sockets.createSocket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(20_000);
      String head = method + " " + path + " HTTP/1.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      try {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
      } catch (IOException refusedEarly) {
        // The answer may come before the whole body was read.
      }
      return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  public Answer get(String path, String... headers) throws IOException {
    return send("GET", path, "", headers);
  }

  /** Reads an answer that is whole. */
  public static Answer parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    List<String> head = List.of(text.substring(0, end).split("\r\n"));
    return new Answer(
        Integer.parseInt(head.getFirst().split(" ")[1]),
        head.subList(1, head.size()),
        text.substring(end + 4));
  }
}
