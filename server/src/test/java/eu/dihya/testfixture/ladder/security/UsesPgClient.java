package eu.dihya.testfixture.ladder.security;

import io.vertx.pgclient.PgConnection;

record UsesPgClient(PgConnection connection) {}
