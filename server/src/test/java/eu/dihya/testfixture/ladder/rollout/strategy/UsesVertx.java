package eu.dihya.testfixture.ladder.rollout.strategy;

import io.vertx.core.Vertx;

record UsesVertx(Vertx vertx) {}
