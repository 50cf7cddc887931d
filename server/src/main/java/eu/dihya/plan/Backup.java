package eu.dihya.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import eu.dihya.base.Engine;

/** What is kept of a target before it is changed. */
public enum Backup {
  /** A consistent copy of the file. */
  @JsonProperty("copy")
  COPY,
  /** Nothing: this version makes no backups of this engine. */
  @JsonProperty("none")
  NONE;

  static Backup of(Engine engine) {
    return engine == Engine.SQLITE ? COPY : NONE;
  }
}
