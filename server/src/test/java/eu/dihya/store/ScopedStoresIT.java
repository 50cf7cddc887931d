package eu.dihya.store;

class ScopedStoresIT extends ScopedStoresContract {
  @Override
  TestStore place() {
    PostgresPlace fresh = PostgresStores.fresh();
    return () -> ControlStore.open(fresh);
  }
}
