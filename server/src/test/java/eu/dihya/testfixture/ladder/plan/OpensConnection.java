package eu.dihya.testfixture.ladder.plan;

import java.sql.Connection;

public record OpensConnection(Connection connection) {}
