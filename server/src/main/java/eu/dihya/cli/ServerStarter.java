package eu.dihya.cli;

import java.nio.file.Path;
import java.util.Map;

/** Starts a server in this process. */
interface ServerStarter {
  /**
   * Starts one that listens when this returns.
   *
   * @throws eu.dihya.base.DihyaException CONFIGURATION when the configuration is wrong, the port is
   *     in use, or another process works on the workspace
   */
  ServerProcess start(Settings settings);

  /**
   * What it starts with.
   *
   * @param flags values that go before the file's and the environment's, by key of {@code
   *     dihya.yaml}
   * @param insecure whether it may listen in clear on an address that others can reach
   * @param inProcess whether it serves one command alone: loopback, any free port, quiet
   */
  record Settings(
      Path workspace,
      Map<String, String> environment,
      Map<String, String> flags,
      boolean insecure,
      boolean inProcess) {
    public Settings {
      environment = Map.copyOf(environment);
      flags = Map.copyOf(flags);
    }
  }
}
