/** Tests of the places at which a check pauses a learner's thread. */
@NullMarked
package dev.watchworks.labkit.interleaving;

import org.jspecify.annotations.NullMarked;
