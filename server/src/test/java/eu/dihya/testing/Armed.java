package eu.dihya.testing;

import eu.dihya.testing.TcpProxy.Direction;
import eu.dihya.testing.TcpProxy.Fault;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A fault of a {@link TcpProxy} that waits for its place. */
sealed interface Armed {
  /**
   * @param left bytes that still pass
   */
  record AtByte(AtomicLong left, Direction direction, boolean reset) implements Armed {}

  /**
   * @param left how often the text still passes, the time included at which the fault strikes
   */
  record AtText(String text, AtomicLong left, Fault fault) implements Armed {
    /** Whether it strikes with these bytes; counts the text wherever it stands in them. */
    boolean strikes(byte[] bytes, int length) {
      String sent = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      String sought =
          new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      for (int at = sent.indexOf(sought); at >= 0; at = sent.indexOf(sought, at + 1)) {
        if (left.decrementAndGet() == 0) {
          return true;
        }
      }
      return false;
    }
  }
}
