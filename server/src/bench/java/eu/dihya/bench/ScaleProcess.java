package eu.dihya.bench;

import eu.dihya.base.Engine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The process with little memory: plans for a fleet that is up to date, and prints how many
 * nanoseconds that took and how many bytes of heap. The password is on its standard input.
 */
public final class ScaleProcess {
  private static final int WARM = 50;

  private ScaleProcess() {}

  public static void main(String[] arguments) throws IOException {
    String password = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    List<Place> places = Scale.places(List.of(arguments), password);
    // Not closed: the process ends with it.
    DihyaRun dihya =
        new DihyaRun(Engine.POSTGRESQL, Integer.parseInt(arguments[5]), null, System.err);
    dihya.plan(places.subList(0, Math.min(WARM, places.size())));
    long nanos = dihya.plan(places);
    long most = most();
    System.gc();
    long after = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.println(nanos + " " + after + " " + most);
    System.exit(0);
  }

  private static long most() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }
}
