/**
 * SQL text without a database: lexing, splitting into statements with positions, telling what a
 * statement is, digests and placeholders. Pure; imports only {@code base}, never {@code io.vertx}
 * or {@code java.sql}.
 */
@NullMarked
package eu.dihya.sql;

import org.jspecify.annotations.NullMarked;
