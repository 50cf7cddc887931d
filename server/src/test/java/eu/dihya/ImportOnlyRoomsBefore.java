package eu.dihya;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** The root package itself counts as the top of the ladder, for it holds the main class. */
final class ImportOnlyRoomsBefore extends ArchCondition<JavaClass> {
  private final String root;
  private final List<String> rooms;

  ImportOnlyRoomsBefore(String root, List<String> rooms) {
    super("import only rooms before their own");
    this.root = root;
    this.rooms = rooms;
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    int own = step(item);
    if (own < 0) {
      String message = "%s is in no room of the ladder".formatted(item.getName());
      events.add(SimpleConditionEvent.violated(item, message));
      return;
    }
    item.getDirectDependenciesFromSelf().stream()
        .filter(dependency -> isOurs(target(dependency)) && step(target(dependency)) > own)
        .forEach(d -> events.add(SimpleConditionEvent.violated(item, d.getDescription())));
  }

  private static JavaClass target(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType();
  }

  private boolean isOurs(JavaClass type) {
    return (type.getPackageName() + ".").startsWith(root + ".");
  }

  private int step(JavaClass type) {
    if (type.getPackageName().equals(root)) {
      return rooms.size();
    }
    String below = type.getPackageName().substring(root.length() + 1);
    return rooms.indexOf(below.replaceFirst("\\..*", ""));
  }
}
