package eu.dihya.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class StoresTest extends StoresContract {
  @TempDir Path directory;

  @Override
  TestStore place() {
    return TestStore.sqlite(directory);
  }

  @Override
  String replacesInAudit() {
    return "INSERT OR REPLACE INTO audit SELECT * FROM audit";
  }
}
