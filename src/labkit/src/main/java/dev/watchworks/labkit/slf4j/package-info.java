/** Keeps the log lines of libraries off the screen, for the messages of checks. */
@NullMarked
package dev.watchworks.labkit.slf4j;

import org.jspecify.annotations.NullMarked;
