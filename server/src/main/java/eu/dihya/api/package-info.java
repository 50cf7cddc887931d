/**
 * The web API: routes, resources, sign-in, the live stream. The only room but app that knows the
 * web router.
 */
@NullMarked
package eu.dihya.api;

import org.jspecify.annotations.NullMarked;
