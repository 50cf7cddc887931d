package eu.dihya.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes a CARv1, each block once. The root is known only at the end, so its place in the header is
 * filled in then. Not thread-safe; the channel stays open and is forced to the disk by {@link
 * #finish}.
 */
final class CarWriter implements BlockSink {
  private final FileChannel channel;
  private final OutputStream out;
  private final Set<Cid> written = new HashSet<>();

  CarWriter(FileChannel channel) throws IOException {
    this.channel = channel;
    this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024);
    out.write(new byte[CarHeader.BYTES]);
  }

  @Override
  public void accept(Block block) throws IOException {
    if (written.add(block.cid())) {
      out.write(Varint.encode(Cid.BYTES + (long) block.bytes().length));
      out.write(block.cid().bytes());
      out.write(block.bytes());
    }
  }

  void finish(Cid root) throws IOException {
    out.flush();
    ByteBuffer header = ByteBuffer.wrap(CarHeader.encode(root));
    while (header.hasRemaining()) {
      channel.write(header, header.position());
    }
    channel.force(true);
  }
}
