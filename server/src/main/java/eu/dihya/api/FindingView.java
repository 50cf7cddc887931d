package eu.dihya.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Something to look at in a migration. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FindingView(
    String rule,
    String severity,
    String file,
    int line,
    int column,
    String message,
    @Nullable String fix) {}
