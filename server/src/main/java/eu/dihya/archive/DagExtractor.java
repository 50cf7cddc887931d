package eu.dihya.archive;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of an archive into a directory, checking each block. The directory appears whole
 * or not at all, and must not hold anything before.
 */
public final class DagExtractor {
  private static final int MAX_DEPTH = 100;

  private final BlockSource source;

  public DagExtractor(BlockSource source) {
    this.source = source;
  }

  /**
   * A missing or corrupt block is {@code FAILED} and names the block; a directory that is not empty
   * {@code USAGE}.
   */
  public void extract(Cid root, Path directory) {
    Path target = directory.toAbsolutePath();
    Path partial = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      Files.createDirectories(target.getParent());
      Files.deleteIfExists(target);
      if (root.codec() == Cid.Codec.RAW || node(root, "/").kind() instanceof UnixFs.File) {
        throw failed(root, "/", "is a file, not the directory that an archive is", null);
      }
      directory(root, partial, "/", 0);
      Files.move(partial, target);
    } catch (DirectoryNotEmptyException e) {
      throw new DihyaException(
          ErrorCode.USAGE, directory + " is not empty; choose a new directory", e);
    } catch (IOException | InvalidPathException e) {
      throw discard(
          partial,
          new DihyaException(ErrorCode.FAILED, "cannot write the archive to " + directory, e));
    } catch (DihyaException e) {
      throw discard(partial, e);
    }
  }

  private void directory(Cid cid, Path into, String path, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw failed(cid, path, "is deeper than " + MAX_DEPTH + " directories", null);
    }
    Files.createDirectories(into);
    DagNode node = node(cid, path);
    for (DagLink link : node.links()) {
      String name = node.kind() instanceof UnixFs.Shard ? shardName(link, cid, path) : link.name();
      if (name.isEmpty() && node.kind() instanceof UnixFs.Shard) {
        directory(link.cid(), into, path, depth + 1);
      } else {
        ArchiveEntry.checkName(name, path + name);
        child(link.cid(), into.resolve(name), path + name, depth);
      }
    }
  }

  private void child(Cid cid, Path target, String path, int depth) throws IOException {
    if (cid.codec() == Cid.Codec.DAG_PB && !(node(cid, path).kind() instanceof UnixFs.File)) {
      directory(cid, target, path + "/", depth + 1);
      return;
    }
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(target, StandardOpenOption.CREATE_NEW))) {
      file(cid, out, path, 0);
    }
  }

  private void file(Cid cid, OutputStream out, String path, int depth) throws IOException {
    if (cid.codec() == Cid.Codec.RAW) {
      out.write(block(cid, path));
      return;
    }
    DagNode node = node(cid, path);
    if (!(node.kind() instanceof UnixFs.File) || depth > MAX_DEPTH) {
      throw failed(cid, path, "is not a part of a file", null);
    }
    for (DagLink link : node.links()) {
      file(link.cid(), out, path, depth + 1);
    }
  }

  private static String shardName(DagLink link, Cid cid, String path) {
    if (link.name().length() < 2) {
      throw failed(cid, path, "has a name without a slot", null);
    }
    return link.name().substring(2);
  }

  private DagNode node(Cid cid, String path) {
    byte[] block = block(cid, path);
    try {
      return DagNode.decode(block);
    } catch (MalformedBlock e) {
      throw failed(cid, path, e.what(), e);
    }
  }

  private byte[] block(Cid cid, String path) {
    byte[] block = source.read(cid).orElseThrow(() -> failed(cid, path, "is missing", null));
    if (!cid.addresses(block)) {
      throw failed(cid, path, "holds other bytes than its address says", null);
    }
    return block;
  }

  private static DihyaException failed(
      Cid cid, String path, String what, @Nullable Throwable cause) {
    return new DihyaException(
        ErrorCode.FAILED, "the block %s of %s %s".formatted(cid, path, what), cause);
  }

  private static DihyaException discard(Path partial, DihyaException failure) {
    if (Files.exists(partial)) {
      try (Stream<Path> written = Files.walk(partial)) {
        for (Path path : written.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
    return failure;
  }
}
