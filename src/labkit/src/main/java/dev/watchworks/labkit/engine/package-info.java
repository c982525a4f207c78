/** Runs the learner's code so that nothing it does can hang, end or flood the build, and says what came of it. */
@NullMarked
package dev.watchworks.labkit.engine;

import org.jspecify.annotations.NullMarked;
