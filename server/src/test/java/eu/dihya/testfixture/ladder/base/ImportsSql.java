package eu.dihya.testfixture.ladder.base;

import eu.dihya.testfixture.ladder.sql.Lexer;

record ImportsSql(Lexer lexer) {}
