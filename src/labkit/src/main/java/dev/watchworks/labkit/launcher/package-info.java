/** Listeners of JUnit's launcher: the warm-up before the checks, and the summary after them. */
@NullMarked
package dev.watchworks.labkit.launcher;

import org.jspecify.annotations.NullMarked;
