package eu.dihya.testfixture.ladder.demo;

import eu.dihya.testfixture.ladder.engine.postgresql.Server;

final class MakesAdapter {
  final Server server = new Server(5432);
}
