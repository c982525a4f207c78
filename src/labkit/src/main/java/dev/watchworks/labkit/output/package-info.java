/** Captures the output of the learner's code line by line, limits it, and keeps it off the screen. */
@NullMarked
package dev.watchworks.labkit.output;

import org.jspecify.annotations.NullMarked;
