package eu.dihya.store;

import java.nio.file.Path;

/** A control store of a test, which can be opened again and again. */
interface TestStore {
  ControlStore open();

  /** In a file that need not be there. */
  static TestStore sqlite(Path directory) {
    return () -> ControlStore.open(directory.resolve("control.db"));
  }
}
