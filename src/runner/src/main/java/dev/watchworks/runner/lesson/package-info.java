/** The lessons as files: starter, interface, checks, hints, and the answers of the solution. */
@NullMarked
package dev.watchworks.runner.lesson;

import org.jspecify.annotations.NullMarked;
