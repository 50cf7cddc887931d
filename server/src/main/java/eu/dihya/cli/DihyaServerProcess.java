package eu.dihya.cli;

final class DihyaServerProcess {
  static ServerProcess start(ServerStarter.Settings settings) { throw new IllegalStateException(); }
}
