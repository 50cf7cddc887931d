@NullMarked
package eu.dihya.demo;

import org.jspecify.annotations.NullMarked;
