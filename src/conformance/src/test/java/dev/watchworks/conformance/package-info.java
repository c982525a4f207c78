/** Plays the suite: against the record, live, against two servers at once, and against servers with planted defects. */
@NullMarked
package dev.watchworks.conformance;

import org.jspecify.annotations.NullMarked;
