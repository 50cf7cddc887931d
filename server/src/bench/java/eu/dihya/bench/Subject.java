package eu.dihya.bench;

import java.util.List;

/** What is measured. Used by one thread. */
interface Subject extends AutoCloseable {
  /** As the table names it. */
  String title();

  /**
   * Brings every place up to date, so many at once, and makes sure that it did.
   *
   * @return how long that took, in nanoseconds, without what is prepared once for a program's life
   */
  long run(List<Place> places);

  @Override
  void close();
}
