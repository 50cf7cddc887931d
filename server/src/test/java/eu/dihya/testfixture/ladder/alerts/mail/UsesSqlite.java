package eu.dihya.testfixture.ladder.alerts.mail;

import org.sqlite.SQLiteConfig;

record UsesSqlite(SQLiteConfig config) {}
