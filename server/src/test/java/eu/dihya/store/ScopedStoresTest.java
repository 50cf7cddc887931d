package eu.dihya.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class ScopedStoresTest extends ScopedStoresContract {
  @TempDir Path directory;

  @Override
  TestStore place() {
    return TestStore.sqlite(directory);
  }
}
