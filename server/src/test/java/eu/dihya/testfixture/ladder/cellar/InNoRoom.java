package eu.dihya.testfixture.ladder.cellar;

record InNoRoom(String name) {}
