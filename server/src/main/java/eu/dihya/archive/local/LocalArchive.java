package eu.dihya.archive.local;

import eu.dihya.archive.Archive;
import eu.dihya.archive.ArchiveTree;
import eu.dihya.archive.CarFile;
import eu.dihya.archive.Cid;
import eu.dihya.archive.DagExtractor;
import eu.dihya.archive.DagVerifier;
import eu.dihya.archive.DurableFile;
import eu.dihya.archive.VerifyResult;
import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A directory with one {@code <cid>.car} for each archive, each put in place in one step. */
public final class LocalArchive implements Archive {
  private static final String SUFFIX = ".car";
  private static final String INCOMING = ".incoming-";

  private final Path directory;

  /**
   * Creates the directory where it is missing, and removes what an earlier process left half
   * written.
   */
  public LocalArchive(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.filter(LocalArchive::isIncoming).toList()) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, "cannot use " + directory + " for the archive", e);
    }
  }

  @Override
  public Cid put(ArchiveTree tree) {
    Path incoming = incoming();
    return keep(incoming, () -> CarFile.write(tree, incoming));
  }

  @Override
  public Cid importCar(Path car) {
    Path incoming = incoming();
    return keep(
        incoming,
        () -> {
          Files.copy(car, incoming);
          Cid root = CarFile.check(incoming);
          VerifyResult result = verify(incoming, root);
          if (!result.intact()) {
            throw new DihyaException(
                ErrorCode.USAGE, car + " is not complete: " + result.faults().getFirst());
          }
          DurableFile.force(incoming);
          return root;
        });
  }

  @Override
  public void exportCar(Cid cid, Path car) {
    try {
      Files.copy(existing(cid), car);
    } catch (IOException e) {
      throw new DihyaException(
          ErrorCode.FAILED, "cannot write the archive " + cid + " to " + car, e);
    }
  }

  @Override
  public boolean has(Cid cid) {
    return Files.isRegularFile(file(cid));
  }

  @Override
  public List<Cid> list() {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("b") && name.endsWith(SUFFIX))
          .map(name -> Cid.parse(name.substring(0, name.length() - SUFFIX.length())))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DihyaException(ErrorCode.FAILED, "cannot list the archive in " + directory, e);
    }
  }

  @Override
  public void extract(Cid cid, Path target) {
    try (CarFile car = CarFile.open(existing(cid))) {
      new DagExtractor(car).extract(cid, target);
    }
  }

  @Override
  public VerifyResult verify(Cid cid) {
    return verify(existing(cid), cid);
  }

  private static VerifyResult verify(Path file, Cid cid) {
    try (CarFile car = CarFile.open(file)) {
      DagVerifier verifier = new DagVerifier(car);
      car.damage().ifPresent(damage -> verifier.container(cid, damage));
      if (!car.hasRoot(cid)) {
        verifier.container(
            cid, file.getFileName() + " does not begin with a header that names this archive");
      }
      return verifier.verify(cid);
    }
  }

  @FunctionalInterface
  private interface Writing {
    Cid write() throws IOException;
  }

  private Cid keep(Path incoming, Writing writing) {
    try {
      Cid cid = writing.write();
      DurableFile.moveInto(incoming, file(cid));
      return cid;
    } catch (IOException e) {
      throw discard(
          incoming,
          new DihyaException(ErrorCode.FAILED, "cannot write to the archive " + directory, e));
    } catch (DihyaException e) {
      throw discard(incoming, e);
    }
  }

  private static DihyaException discard(Path incoming, DihyaException failure) {
    try {
      Files.deleteIfExists(incoming);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private Path existing(Cid cid) {
    if (!has(cid)) {
      throw new DihyaException(
          ErrorCode.NOT_FOUND, "the archive " + cid + " is not kept in " + directory);
    }
    return file(cid);
  }

  private Path file(Cid cid) {
    return directory.resolve(cid + SUFFIX);
  }

  private Path incoming() {
    return directory.resolve(INCOMING + UUID.randomUUID());
  }

  private static boolean isIncoming(Path file) {
    return file.getFileName().toString().startsWith(INCOMING);
  }
}
