/**
 * Pauses a learner's thread between two operations of the learner's code, so that a check can let another thread act at
 * exactly this place. So a race is found each time, and not once in a million runs.
 */
@NullMarked
package dev.watchworks.labkit.interleaving;

import org.jspecify.annotations.NullMarked;
