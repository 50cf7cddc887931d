package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import eu.dihya.base.Durations;
import eu.dihya.engine.StatementHead;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query that must return no row on any tenant that the wave before has migrated.
 *
 * @param name for people
 * @param timeout how long it may take on one tenant
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueryGate(String name, String sql, @Nullable String timeout) {
  private static final Set<String> READING = Set.of("SELECT", "WITH", "VALUES", "TABLE");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  public QueryGate {
    Gates.require("query", "name", name);
    Gates.require("query", "sql", sql);
    if (!READING.contains(StatementHead.words(sql, 1))) {
      throw new IllegalArgumentException("a query gate asks with SELECT, and changes nothing");
    }
    Gates.time(timeout);
  }

  @JsonIgnore
  public Duration limit() {
    return timeout == null ? PATIENCE : Durations.parse(timeout);
  }
}
