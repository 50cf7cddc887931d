package eu.dihya.catalog;

import eu.dihya.base.Engine;

/** A tenant that needs the migrations of its sector for its engine. */
public record EngineNeed(String tenant, String sector, Engine engine) {}
