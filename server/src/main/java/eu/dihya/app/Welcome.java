package eu.dihya.app;

import java.net.URI;
import java.util.Optional;

/**
 * What to tell the person who started a server about getting in.
 *
 * @param link good for one use; absent where people have accounts already
 */
public record Welcome(String text, Optional<URI> link) {}
