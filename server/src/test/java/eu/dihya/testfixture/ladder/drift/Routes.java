package eu.dihya.testfixture.ladder.drift;

import io.vertx.ext.web.Router;

record Routes(Router router) {}
