package eu.dihya.change.apply;

import eu.dihya.change.expect.ScratchExpectations;
import eu.dihya.engine.EngineDriver;
import eu.dihya.rollout.TenantWork.RunOutcome;
import eu.dihya.tenants.Tenant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Tenants of one workspace that share what is expected of them. Each has another currency. */
final class FleetOfTrials {
  final CountingDriver driver;
  final MemoryShapes shapes = new MemoryShapes();
  final List<Trial> trials = new ArrayList<>();

  FleetOfTrials(Path workspace, int tenants, Supplier<Ground> grounds) {
    Ground first = grounds.get();
    EngineDriver real =
        Ground.drivers().stream()
            .filter(each -> each.engines().contains(first.engine()))
            .findFirst()
            .orElseThrow();
    driver = new CountingDriver(real);
    Ground counted = counted(first);
    var expectations = new ScratchExpectations(shapes, counted.connector(), Clock.systemUTC());
    trials.add(new Trial(counted, workspace, expectations));
    while (trials.size() < tenants) {
      trials.add(new Trial(counted(grounds.get()), workspace, expectations));
    }
  }

  private Ground counted(Ground ground) {
    Ground counted = Ground.at(ground.tenant().target(), ground.login(), List.of(driver));
    Tenant tenant = counted.tenant();
    Tenant own =
        new Tenant(
            tenant.id(),
            tenant.name(),
            tenant.sector(),
            tenant.region(),
            tenant.timezone(),
            tenant.environment(),
            tenant.state(),
            tenant.target(),
            tenant.labels(),
            Map.of("currency", "C" + trials.size()));
    return new Ground(own, counted.login(), counted.connector(), counted.observations());
  }

  void file(String name, String sections) throws IOException {
    trials.getFirst().file(name, sections);
  }

  /** All at once. */
  List<RunOutcome> latest() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RunOutcome>> running =
          trials.stream().map(trial -> threads.submit(trial::latest)).toList();
      List<RunOutcome> outcomes = new ArrayList<>();
      for (Future<RunOutcome> each : running) {
        outcomes.add(each.get());
      }
      return outcomes;
    }
  }
}
