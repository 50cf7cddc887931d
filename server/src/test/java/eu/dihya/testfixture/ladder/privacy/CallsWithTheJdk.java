package eu.dihya.testfixture.ladder.privacy;

import java.net.http.HttpClient;

record CallsWithTheJdk(HttpClient client) {}
