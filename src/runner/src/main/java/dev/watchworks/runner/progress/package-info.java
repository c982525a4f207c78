/** What a learner has reached: the state of each step, kept in {@code .lab/progress.json}. */
@NullMarked
package dev.watchworks.runner.progress;

import org.jspecify.annotations.NullMarked;
