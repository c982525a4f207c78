/** The command line {@code ./lab}: a cluster for the terminal, and the lessons' programs against it. */
@NullMarked
package dev.watchworks.cli;

import org.jspecify.annotations.NullMarked;
