/**
 * What the product needs of a database engine: a session on one connection, its dialect, the four
 * {@code dihya_*} tables inside each target, the reader of the real schema. Small interfaces; the
 * adapters below know the drivers.
 */
@NullMarked
package eu.dihya.engine;

import org.jspecify.annotations.NullMarked;
