/** The marker for steps that are not written yet. It has no dependencies, so that it can be on any class path. */
@NullMarked
package dev.watchworks.todo;

import org.jspecify.annotations.NullMarked;
