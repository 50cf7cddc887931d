/**
 * Who acts, how they show it, and what they may do: principals, roles, accounts, sessions, tokens.
 * Knows no web and no store.
 */
@NullMarked
package eu.dihya.security;

import org.jspecify.annotations.NullMarked;
