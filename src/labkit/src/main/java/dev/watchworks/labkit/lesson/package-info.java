/** The folder of a lesson, the titles and hints of its steps, and the learner's class. */
@NullMarked
package dev.watchworks.labkit.lesson;

import org.jspecify.annotations.NullMarked;
