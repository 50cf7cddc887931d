package eu.dihya.archive;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A CARv1 in a file: written from a tree, checked from end to end, or opened to read single blocks.
 * Holds 60 bytes or so of each block in memory, never the blocks. An open one is for one thread.
 */
public final class CarFile implements BlockSource, AutoCloseable {
  private record Place(long offset, int length) {}

  private final Path path;
  private final FileChannel channel;
  private final Map<Cid, Place> places = new HashMap<>();
  private Optional<String> damage = Optional.empty();

  private CarFile(Path path) throws IOException {
    this.path = path;
    this.channel = FileChannel.open(path, StandardOpenOption.READ);
  }

  /** Writes the tree to a new file, forced to the disk, and returns its address. */
  public static Cid write(ArchiveTree tree, Path file) {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      CarWriter writer = new CarWriter(channel);
      Cid root = tree.write(writer);
      writer.finish(root);
      return root;
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, "cannot write the archive " + file, e);
    }
  }

  /**
   * Reads the whole file, checks the hash of every block in it, and returns the root, which is one
   * of them. A faulty CAR is {@code USAGE}. Whether the blocks are a complete tree is another
   * question, for {@link DagVerifier}.
   */
  public static Cid check(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024)) {
      CarReader reader = new CarReader(in);
      boolean rootFound = false;
      for (Optional<Block> next = reader.next(); next.isPresent(); next = reader.next()) {
        rootFound |= next.get().cid().equals(reader.root());
      }
      if (!rootFound) {
        throw new MalformedBlock("does not hold its root " + reader.root());
      }
      return reader.root();
    } catch (MalformedBlock e) {
      throw new DihyaException(ErrorCode.USAGE, file + " is not an intact CAR: it " + e.what(), e);
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, "cannot read " + file, e);
    }
  }

  /**
   * Opens the file and notes where its blocks are, as far as it can be read; {@link #damage} says
   * where it cannot.
   */
  public static CarFile open(Path file) {
    try {
      CarFile car = new CarFile(file);
      car.index();
      return car;
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, "cannot read " + file, e);
    }
  }

  /** What is wrong with the file itself, besides single blocks. */
  public Optional<String> damage() {
    return damage;
  }

  /** Whether the header is intact and names this root. */
  public boolean hasRoot(Cid root) {
    try {
      return CarHeader.decode(bytes(new Place(0, CarHeader.BYTES))).equals(root);
    } catch (MalformedBlock e) {
      return false;
    }
  }

  @Override
  public Optional<byte[]> read(Cid cid) {
    return Optional.ofNullable(places.get(cid)).map(this::bytes);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, "cannot close " + path, e);
    }
  }

  private void index() throws IOException {
    long at = CarHeader.BYTES;
    try {
      while (at < channel.size()) {
        ByteBuffer head =
            ByteBuffer.wrap(
                bytes(new Place(at, (int) Math.min(Cid.BYTES + 5, channel.size() - at))));
        long length = Varint.read(head);
        long end = at + head.position() + length;
        if (length < Cid.BYTES || length > Cid.BYTES + Block.MAX_BYTES) {
          throw new MalformedBlock("has a section of an impossible length");
        }
        Cid cid = Cid.read(head);
        if (end > channel.size()) {
          throw new MalformedBlock("is cut off in block " + cid);
        }
        places.put(cid, new Place(at + head.position(), (int) length - Cid.BYTES));
        at = end;
      }
    } catch (MalformedBlock e) {
      damage = Optional.of("%s %s, at byte %d".formatted(path.getFileName(), e.what(), at));
    }
  }

  private byte[] bytes(Place place) {
    ByteBuffer bytes = ByteBuffer.allocate(place.length());
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, place.offset() + bytes.position()) < 0) {
          throw new MalformedBlock("ends too early");
        }
      }
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, "cannot read " + path, e);
    }
    return bytes.array();
  }
}
