/** The API of labkit: authors of checks use it, and begin with {@link dev.watchworks.labkit.LessonChecks}. */
@NullMarked
package dev.watchworks.labkit;

import org.jspecify.annotations.NullMarked;
