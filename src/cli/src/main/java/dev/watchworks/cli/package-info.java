/** The command {@code ./lab}: starts a cluster for the terminal, and runs the programs of the lessons. */
@NullMarked
package dev.watchworks.cli;

import org.jspecify.annotations.NullMarked;
