/** Keeps what client-java logs off the screen and at hand for a check that wants to tell of it. */
@NullMarked
package dev.watchworks.labkit.slf4j;

import org.jspecify.annotations.NullMarked;
