package eu.dihya.bench;

import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.SchemaReader;
import eu.dihya.engine.Session;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * Where the time of a run goes: how often each port was called with what, and how long that took.
 * Calls that contain others (reading a shape) count on their own line and in the lines of what they
 * call. Thread-safe.
 */
final class Profile {
  private static final int SHOWN = 90;
  private static final Pattern NAMES = Pattern.compile("\"[^\"]*\"|`[^`]*`|\\d+");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private final Map<String, Tally> tallies = new ConcurrentHashMap<>();

  private record Tally(LongAdder calls, LongAdder nanos) {}

  /** The driver, watched. */
  EngineDriver driver(EngineDriver driver) {
    return proxy(
        EngineDriver.class,
        (method, arguments) -> {
          if (method.getName().equals("schemaReader")) {
            return port(SchemaReader.class, driver.schemaReader(), "schema ");
          }
          Object result = timed("driver " + method.getName(), driver, method, arguments);
          return result instanceof Session session ? session(session) : result;
        });
  }

  private Session session(Session session) {
    return proxy(
        Session.class,
        (method, arguments) -> timed(key(method, arguments), session, method, arguments));
  }

  /** Any port, watched under the names of its methods. */
  <T> T port(Class<T> type, T real, String prefix) {
    return proxy(
        type, (method, arguments) -> timed(prefix + method.getName(), real, method, arguments));
  }

  void add(String key, long nanos) {
    Tally tally =
        tallies.computeIfAbsent(key, ignored -> new Tally(new LongAdder(), new LongAdder()));
    tally.calls().increment();
    tally.nanos().add(nanos);
  }

  /** The most expensive first, for each of so many targets; then forgets everything. */
  void print(PrintStream out, String title, int targets, long wall) {
    out.printf(Locale.ROOT, "%n%s: %d targets in %.0f ms%n", title, targets, wall / 1e6);
    out.printf("%10s %10s %10s  %s%n", "calls/t", "ms/t", "us/call", "what");
    tallies.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> -entry.getValue().nanos().sum()))
        .forEach(
            entry -> {
              double calls = entry.getValue().calls().sum();
              double nanos = entry.getValue().nanos().sum();
              out.printf(
                  Locale.ROOT,
                  "%10.2f %10.3f %10.0f  %s%n",
                  calls / targets,
                  nanos / 1e6 / targets,
                  nanos / 1e3 / calls,
                  entry.getKey());
            });
    tallies.clear();
  }

  private interface Call {
    Object with(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    InvocationHandler handler = (proxy, method, arguments) -> call.with(method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object timed(String key, Object real, Method method, Object[] arguments)
      throws Throwable {
    long begun = System.nanoTime();
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      add(key, System.nanoTime() - begun);
    }
  }

  private static String key(Method method, Object[] arguments) {
    String name = "session " + method.getName();
    if (arguments == null || !(arguments[0] instanceof String sql)) {
      return name;
    }
    return name.endsWith("execute") ? name + " (migrations)" : name + " " + form(sql);
  }

  /** The statement without the names that differ from tenant to tenant. */
  private static String form(String sql) {
    String plain = BLANKS.matcher(NAMES.matcher(sql).replaceAll("?")).replaceAll(" ");
    int table = sql.indexOf("dihya_");
    String about = table < 0 ? "" : sql.substring(table).split("\\W", 2)[0] + ": ";
    return about + plain.substring(0, Math.min(SHOWN, plain.length()));
  }
}
