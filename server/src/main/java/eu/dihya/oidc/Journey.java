package eu.dihya.oidc;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One way to the provider and back.
 *
 * @param state comes back with the answer
 * @param nonce comes back in the ID token
 * @param verifier of PKCE; the provider learns its hash first, and itself with the code
 * @param redirect where the answer comes back to
 * @param to a path of our own, to be shown afterwards
 * @param again whether they have to show the provider anew who they are
 * @param replaces the hash of the token of the session that ends when they are back; null when they
 *     had none
 */
public record Journey(
    String state,
    String nonce,
    String verifier,
    String redirect,
    String to,
    boolean again,
    @Nullable String replaces,
    Instant began) {}
