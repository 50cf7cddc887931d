package eu.dihya.archive;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real IPFS node (js-ipfs), offline, on loopback; can be killed and started again at the same
 * address.
 */
public final class JsIpfs implements AutoCloseable {
  private final Path repository;
  private final int port;
  private Process process;

  public JsIpfs(Path repository) throws IOException {
    this.repository = repository;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
    JsTools.install();
    this.process = launch();
  }

  public URI api() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Ends it as a crash would, and removes the lock that js-ipfs leaves and would wait for. */
  public void kill() throws InterruptedException, IOException {
    process.destroyForcibly().waitFor();
    Files.deleteIfExists(repository.resolve("repo.lock"));
  }

  public void restart() throws IOException {
    process = launch();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private Process launch() throws IOException {
    Process started =
        JsTools.start(
            "node.mjs",
            ProcessBuilder.Redirect.INHERIT,
            repository.toString(),
            Integer.toString(port));
    BufferedReader output = started.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("ready ")) {
        return started;
      }
    }
    throw new IOException("the IPFS node ended before it was ready");
  }
}
