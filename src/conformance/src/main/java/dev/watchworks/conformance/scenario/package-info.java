/** The client of a scenario, and what a scenario can expect of responses and watches. */
@NullMarked
package dev.watchworks.conformance.scenario;

import org.jspecify.annotations.NullMarked;
