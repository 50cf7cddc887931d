package eu.dihya.testfixture.ladder.sql;

public record Lexer(String text) {}
