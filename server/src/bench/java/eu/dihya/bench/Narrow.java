package eu.dihya.bench;

import eu.dihya.engine.EngineDriver;
import eu.dihya.engine.Session;
import eu.dihya.engine.SessionOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A driver that has no more than so many sessions open which only look, because the product's
 * observer would look at more targets at once than the others are allowed.
 */
final class Narrow {
  private Narrow() {}

  static EngineDriver reading(EngineDriver driver, int width) {
    Semaphore slots = new Semaphore(width);
    return proxy(
        EngineDriver.class,
        (method, arguments) -> {
          boolean looks =
              method.getName().equals("connect")
                  && Arrays.stream(arguments)
                      .anyMatch(each -> each instanceof SessionOptions o && o.readOnly());
          if (!looks) {
            return invoke(driver, method, arguments);
          }
          slots.acquire();
          try {
            return releasing((Session) invoke(driver, method, arguments), slots);
          } catch (RuntimeException e) {
            slots.release();
            throw e;
          }
        });
  }

  private static Session releasing(Session session, Semaphore slots) {
    AtomicBoolean open = new AtomicBoolean(true);
    return proxy(
        Session.class,
        (method, arguments) -> {
          try {
            return invoke(session, method, arguments);
          } finally {
            if (method.getName().equals("close") && open.getAndSet(false)) {
              slots.release();
            }
          }
        });
  }

  private interface Call {
    Object with(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.with(method, arguments)));
  }

  private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
