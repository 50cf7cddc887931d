package eu.dihya.testfixture.ladder.app;

import eu.dihya.testfixture.ladder.engine.postgresql.Server;
import eu.dihya.testfixture.ladder.store.Store;

final class MakesAdapters {
  final Store store = new Store();
  final Server server = Server.start();
}
