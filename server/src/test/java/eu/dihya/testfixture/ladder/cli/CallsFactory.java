package eu.dihya.testfixture.ladder.cli;

import eu.dihya.testfixture.ladder.engine.postgresql.Server;

final class CallsFactory {
  final Server server = Server.start();
}
