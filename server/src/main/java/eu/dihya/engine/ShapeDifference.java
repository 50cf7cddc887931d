package eu.dihya.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one shape has differently from another, the first objects of it by name.
 *
 * @param more how many objects differ besides
 */
public record ShapeDifference(List<Item> items, int more) {
  public ShapeDifference {
    items = List.copyOf(items);
  }

  /** An object; a definition is null on the side that lacks it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(String object, @Nullable String expected, @Nullable String found) {}

  /** Compares two shapes and keeps at most so many objects. */
  public static ShapeDifference between(Shape expected, Shape found, int limit) {
    var names = new TreeSet<>(expected.objects().keySet());
    names.addAll(found.objects().keySet());
    List<Item> items = new ArrayList<>();
    int more = 0;
    for (String name : names) {
      String left = expected.objects().get(name);
      String right = found.objects().get(name);
      if (Objects.equals(left, right)) {
        continue;
      }
      if (items.size() < limit) {
        items.add(new Item(name, left, right));
      } else {
        more++;
      }
    }
    return new ShapeDifference(items, more);
  }

  /** The names alone: {@code index a, table b/column c and 3 more}. */
  public String names() {
    String names = String.join(", ", items.stream().map(Item::object).toList());
    return more == 0 ? names : names + " and " + more + " more";
  }
}
