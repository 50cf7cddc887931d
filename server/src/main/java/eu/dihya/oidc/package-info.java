/**
 * Signing in through an OpenID Connect provider: the way there and back, and what is believed of
 * what it says. Imports {@code base}, {@code security} and {@code http}; the protocol's library
 * ({@code com.nimbusds}) is used here alone, and sends nothing by itself.
 */
@NullMarked
package eu.dihya.oidc;

import org.jspecify.annotations.NullMarked;
