/** Sample checks, and a lesson that makes each mistake that a learner can make. */
@NullMarked
package dev.watchworks.labkit.sample;

import org.jspecify.annotations.NullMarked;
