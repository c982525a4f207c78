/** What a runner reports to those who show it: the terminal, a page, a test. */
@NullMarked
package dev.watchworks.runner.event;

import org.jspecify.annotations.NullMarked;
