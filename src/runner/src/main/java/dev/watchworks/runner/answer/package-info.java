/** A learner's files: compiled, saved, replaced by the starter, and compared with the solution. */
@NullMarked
package dev.watchworks.runner.answer;

import org.jspecify.annotations.NullMarked;
