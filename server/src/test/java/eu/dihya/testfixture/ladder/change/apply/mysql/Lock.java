package eu.dihya.testfixture.ladder.change.apply.mysql;

public record Lock(String name) {}
