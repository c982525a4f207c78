/** The marker that stands in a starter where the learner writes; nothing else, so that it may be on any class path. */
@NullMarked
package dev.watchworks.todo;

import org.jspecify.annotations.NullMarked;
