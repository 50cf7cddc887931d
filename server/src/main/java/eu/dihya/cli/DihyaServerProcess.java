package eu.dihya.cli;

import eu.dihya.app.Configuration;
import eu.dihya.app.DihyaServer;
import eu.dihya.app.ServeOptions;
import java.net.URI;

/** The real server. */
record DihyaServerProcess(DihyaServer server) implements ServerProcess {
  /** Starts it, as {@link ServerStarter#start} says. */
  static ServerProcess start(ServerStarter.Settings settings) {
    var configuration =
        Configuration.load(settings.workspace(), settings.environment(), settings.flags());
    var options = new ServeOptions(settings.insecure(), settings.inProcess());
    return new DihyaServerProcess(DihyaServer.start(configuration, options));
  }

  @Override
  public URI address() {
    return server.address();
  }

  @Override
  public String bearer() {
    return server.bearer();
  }

  @Override
  public boolean reachableFromElsewhere() {
    return server.reachableFromElsewhere();
  }

  @Override
  public URI signInLink() {
    return server.signInLink();
  }

  @Override
  public void pauseForShutdown() {
    server.pauseForShutdown();
  }

  @Override
  public void awaitEnd() {
    try {
      server.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
