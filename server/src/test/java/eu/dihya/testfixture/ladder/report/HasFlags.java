package eu.dihya.testfixture.ladder.report;

import picocli.CommandLine;

record HasFlags(CommandLine line) {}
