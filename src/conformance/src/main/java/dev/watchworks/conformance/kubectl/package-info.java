/** kubectl's commands, and what it printed when a real API server answered. */
@NullMarked
package dev.watchworks.conformance.kubectl;

import org.jspecify.annotations.NullMarked;
