/** What the learner's code prints while a check runs: caught line by line, bounded, and kept off the screen. */
@NullMarked
package dev.watchworks.labkit.output;

import org.jspecify.annotations.NullMarked;
