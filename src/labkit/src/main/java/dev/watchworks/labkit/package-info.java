/** What a lesson's checks are written with: {@link dev.watchworks.labkit.LessonChecks} is the way in. */
@NullMarked
package dev.watchworks.labkit;

import org.jspecify.annotations.NullMarked;
