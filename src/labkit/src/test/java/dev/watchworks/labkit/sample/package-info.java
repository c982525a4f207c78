/** A lesson that does everything wrong which a learner can do wrong. */
@NullMarked
package dev.watchworks.labkit.sample;

import org.jspecify.annotations.NullMarked;
