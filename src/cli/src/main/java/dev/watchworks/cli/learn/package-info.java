/** The runner in a terminal: a screen with keys, or plain lines. */
@NullMarked
package dev.watchworks.cli.learn;

import org.jspecify.annotations.NullMarked;
