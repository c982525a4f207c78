/** A lesson's files as a check needs them: its folder, its steps' titles and hints, the learner's class. */
@NullMarked
package dev.watchworks.labkit.lesson;

import org.jspecify.annotations.NullMarked;
