/**
 * The one outgoing HTTP client, for webhooks, sign-in providers and the archive. It refuses private
 * addresses that nobody configured, follows no redirect and reads no answer beyond its limit.
 * Imports only {@code base}; no other room opens an HTTP connection.
 */
@NullMarked
package eu.dihya.http;

import org.jspecify.annotations.NullMarked;
