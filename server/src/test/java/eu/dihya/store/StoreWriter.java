package eu.dihya.store;

import java.nio.file.Path;
import java.util.List;

/** Saves pairs of tenants for ever and says how many; to be killed. */
final class StoreWriter {
  private StoreWriter() {}

  public static void main(String[] args) {
    ControlStore store = ControlStore.open(Path.of(args[0]));
    JdbiTenantStore tenants = new JdbiTenantStore(store);
    for (int i = 1; i < 1_000_000; i++) {
      tenants.save(
          List.of(
              Samples.tenant("r" + args[1] + "a" + i), Samples.tenant("r" + args[1] + "b" + i)));
      System.out.println(i);
    }
  }
}
