package eu.dihya;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Neither by a constructor nor by a static method, called or referred to. What belongs to the same
 * adapter may.
 */
final class MakeNoAdapter extends ArchCondition<JavaClass> {
  private static final String ADAPTER =
      "store|(?:engine|archive|alerts)\\.\\w+"
          + "|(?:backup|change)(?:\\.\\w+)*\\.(?:postgresql|mysql|mariadb|sqlite)";

  private final Pattern adapter;

  MakeNoAdapter(String root) {
    super("make no adapter");
    this.adapter = Pattern.compile(Pattern.quote(root + ".") + "(" + ADAPTER + ")(?:\\..*)?");
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    item.getCodeUnitAccessesFromSelf().stream()
        .filter(access -> adapterOf(access.getTargetOwner()).isPresent())
        .filter(access -> !adapterOf(access.getTargetOwner()).equals(adapterOf(item)))
        .filter(MakeNoAdapter::makes)
        .forEach(a -> events.add(SimpleConditionEvent.violated(item, a.getDescription())));
  }

  private Optional<String> adapterOf(JavaClass type) {
    var matcher = adapter.matcher(type.getPackageName());
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static boolean makes(JavaCodeUnitAccess<?> access) {
    Optional<? extends JavaCodeUnit> target = access.getTarget().resolveMember();
    return target
        .filter(t -> t.isConstructor() || t.getModifiers().contains(JavaModifier.STATIC))
        .isPresent();
  }
}
