package eu.dihya.sql;

/**
 * A table that a script copies into another one, which then takes its name.
 *
 * @param table the name that both have, one after the other; unquoted, in lower case where letter
 *     case does not count
 * @param lostBy number of the statement that takes the old table away from its rows' readers: just
 *     before it both are there and complete
 * @param old how the old table is called then, fit to be put into a statement
 * @param copy how the copy is called then
 * @param mayShrink whether the script deletes rows of the copy in so many words
 * @param mayGrow whether the script adds rows to the copy that are not from the old table alone
 */
public record TableSwap(
    String table, int lostBy, String old, String copy, boolean mayShrink, boolean mayGrow) {}
