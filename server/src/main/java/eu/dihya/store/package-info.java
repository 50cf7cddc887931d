/**
 * The control store through Jdbi and HikariCP, in a SQLite file or a PostgreSQL database. What the
 * two say differently is in {@link eu.dihya.store.StoreDialect}, how calls become transactions in
 * {@link eu.dihya.store.Transactions}.
 */
@NullMarked
package eu.dihya.store;

import org.jspecify.annotations.NullMarked;
