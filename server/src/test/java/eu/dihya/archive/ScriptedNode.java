package eu.dihya.archive;

import eu.dihya.base.DihyaException;
import eu.dihya.base.ErrorCode;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A node of which the test decides how it behaves. */
final class ScriptedNode implements Archive {
  enum Mood {
    WORKS,
    DOWN,
    REFUSES,
    HANGS
  }

  final Set<Cid> kept = ConcurrentHashMap.newKeySet();
  final AtomicInteger tries = new AtomicInteger();
  volatile Mood mood;

  ScriptedNode(Mood mood) {
    this.mood = mood;
  }

  @Override
  public Cid importCar(Path car) {
    tries.incrementAndGet();
    switch (mood) {
      case WORKS -> kept.add(CarFile.check(car));
      case DOWN ->
          throw new DihyaException(
              ErrorCode.UNREACHABLE, "http://ipfs.internal:5001 cannot be reached");
      case REFUSES ->
          throw new DihyaException(
              ErrorCode.FAILED, "the IPFS node refused pin/add: repository is full");
      case HANGS -> hang();
    }
    return CarFile.check(car);
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new DihyaException(ErrorCode.UNREACHABLE, "interrupted", e);
    }
  }

  @Override
  public Cid put(ArchiveTree tree) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void exportCar(Cid cid, Path car) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean has(Cid cid) {
    return kept.contains(cid);
  }

  @Override
  public java.util.List<Cid> list() {
    return java.util.List.copyOf(kept);
  }

  @Override
  public void extract(Cid cid, Path directory) {
    throw new UnsupportedOperationException();
  }

  @Override
  public VerifyResult verify(Cid cid) {
    throw new UnsupportedOperationException();
  }
}
