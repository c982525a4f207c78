/** The verdict on a step, the message for the learner, and the exceptions that carry both. */
@NullMarked
package dev.watchworks.labkit.verdict;

import org.jspecify.annotations.NullMarked;
