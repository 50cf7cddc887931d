package eu.dihya.testfixture.ladder.api;

import eu.dihya.testfixture.ladder.store.Store;

final class MakesStore {
  final Store store = new Store();
}
