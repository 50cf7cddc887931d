package eu.dihya.store;

class StoresIT extends StoresContract {
  @Override
  TestStore place() {
    PostgresPlace fresh = PostgresStores.fresh();
    return () -> ControlStore.open(fresh);
  }

  @Override
  String replacesInAudit() {
    return "INSERT INTO audit SELECT * FROM audit ON CONFLICT (sequence) DO UPDATE SET actor = 'x'";
  }
}
