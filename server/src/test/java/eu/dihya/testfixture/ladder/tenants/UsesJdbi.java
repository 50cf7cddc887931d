package eu.dihya.testfixture.ladder.tenants;

import org.jdbi.v3.core.Jdbi;

record UsesJdbi(Jdbi jdbi) {}
