package eu.dihya.testfixture.ladder.audit;

import io.vertx.ext.web.client.WebClient;

record Calls(WebClient client) {}
