package eu.dihya.store;

class SecretStoreIT extends SecretStoreContract {
  @Override
  TestStore place() {
    PostgresPlace fresh = PostgresStores.fresh();
    return () -> ControlStore.open(fresh);
  }
}
