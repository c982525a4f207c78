/** The page of {@code ./lab learn}: it shows what a runner does, and does what the keys of the terminal do. */
@NullMarked
package dev.watchworks.page;

import org.jspecify.annotations.NullMarked;
