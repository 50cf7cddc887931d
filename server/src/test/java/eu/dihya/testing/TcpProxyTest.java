package eu.dihya.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.dihya.testing.TcpProxy.Direction;
import eu.dihya.testing.TcpProxy.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In front of a server that answers every bundle with itself. */
@Timeout(30)
class TcpProxyTest {
  private final AtomicLong received = new AtomicLong();
  private final AtomicInteger live = new AtomicInteger();
  private ServerSocket echo;
  private TcpProxy proxy;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::serve);
    proxy = TcpProxy.to("127.0.0.1", echo.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void carriesBothWaysAndTellsTheEnd() throws IOException {
    try (Socket client = connect()) {
      assertThat(said(client, "one")).isEqualTo("one");
      client.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    await().until(() -> live.get() == 0);
  }

  @Test
  void dropsFromAByteOnAndOnlyOnThatConnection() throws IOException {
    proxy.dropAfter(5, Direction.TO_CLIENT);
    try (Socket struck = connect();
        Socket whole = connect()) {
      assertThat(said(struck, "abc")).isEqualTo("abc");
      assertThat(said(struck, "def", 2)).isEqualTo("de");
      struck.setSoTimeout(100);
      assertThatThrownBy(() -> struck.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      await().until(() -> received.get() == 6);
      assertThat(said(whole, "ghi")).isEqualTo("ghi");
      assertThat(proxy.hasStruck()).isTrue();
    }
  }

  @Test
  void resetsAtAByteOfWhatIsSent() throws IOException {
    proxy.resetAfter(4, Direction.TO_SERVER);
    try (Socket client = connect()) {
      assertThat(said(client, "abc")).isEqualTo("abc");
      client.getOutputStream().write(bytes("def"));
      assertThatThrownBy(() -> answer(client.getInputStream(), 3)).isInstanceOf(IOException.class);
    }
    await().until(() -> live.get() == 0);
    assertThat(received).hasValue(4);
  }

  @Test
  void resetsInsteadOfTheAnswerToTheNthText() throws IOException {
    proxy.onSent("commit", 2, Fault.RESET_ANSWER);
    try (Socket client = connect()) {
      assertThat(said(client, "commit")).isEqualTo("commit");
      client.getOutputStream().write(bytes("commit"));
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
    }
    assertThat(received).hasValue(12);
  }

  @Test
  void resetsBeforeAText() throws IOException {
    proxy.onSent("commit", 1, Fault.RESET_BEFORE);
    try (Socket client = connect()) {
      assertThat(said(client, "begin")).isEqualTo("begin");
      client.getOutputStream().write(bytes("commit"));
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
    }
    assertThat(received).hasValue(5);
  }

  @Test
  void halfClosesAndTheServerStillHears() throws IOException {
    proxy.onSent("commit", 1, Fault.HALF_CLOSE);
    try (Socket client = connect()) {
      client.getOutputStream().write(bytes("commit"));
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      client.getOutputStream().write(bytes("more"));
      await().until(() -> received.get() == 10);
    }
  }

  @Test
  void abandonsTheServerWithoutTellingIt() throws IOException {
    try (Socket client = connect()) {
      assertThat(said(client, "one")).isEqualTo("one");
      proxy.abandonServer();
      assertThatThrownBy(() -> said(client, "two")).isInstanceOf(IOException.class);
      assertThat(live).hasValue(1);
    }
    proxy.reset();
    await().until(() -> live.get() == 0);
  }

  @Test
  void stallsUntilItResumes() throws Exception {
    try (Socket client = connect()) {
      assertThat(said(client, "one")).isEqualTo("one");
      proxy.stall();
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return said(client, "two");
                } catch (IOException e) {
                  return e.getMessage();
                }
              });
      assertThat(answer).isNotDone();
      assertThat(received).hasValue(3);
      proxy.resume();
      assertThat(answer.get()).isEqualTo("two");
    }
  }

  private Socket connect() throws IOException {
    return new Socket(proxy.host(), proxy.port());
  }

  private static String said(Socket client, String text) throws IOException {
    return said(client, text, text.length());
  }

  private static String said(Socket client, String text, int awaited) throws IOException {
    client.getOutputStream().write(bytes(text));
    return answer(client.getInputStream(), awaited);
  }

  private static String answer(InputStream in, int length) throws IOException {
    byte[] answer = in.readNBytes(length);
    if (answer.length < length) {
      throw new IOException("the connection ended after " + answer.length + " bytes");
    }
    return new String(answer, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket accepted = echo.accept();
        Thread.ofPlatform().daemon().start(() -> answerWithItself(accepted));
      } catch (IOException e) {
        // Closed by the test.
      }
    }
  }

  private void answerWithItself(Socket accepted) {
    live.incrementAndGet();
    try (Socket socket = accepted) {
      byte[] bundle = new byte[1024];
      for (int n = socket.getInputStream().read(bundle);
          n >= 0;
          n = socket.getInputStream().read(bundle)) {
        received.addAndGet(n);
        socket.getOutputStream().write(bundle, 0, n);
      }
    } catch (IOException e) {
      // The proxy has cut it.
    } finally {
      live.decrementAndGet();
    }
  }
}
