/** Runs a check so that the learner's code cannot hang, end or flood the build, and decides its verdict. */
@NullMarked
package dev.watchworks.labkit.engine;

import org.jspecify.annotations.NullMarked;
