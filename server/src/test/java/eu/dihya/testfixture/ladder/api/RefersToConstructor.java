package eu.dihya.testfixture.ladder.api;

import eu.dihya.testfixture.ladder.store.Store;
import java.util.function.Supplier;

final class RefersToConstructor {
  final Supplier<Store> store = Store::new;
}
