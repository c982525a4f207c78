/** The clusters that a lab can work on, each known only by its address and its credentials. */
@NullMarked
package dev.watchworks.labkit.cluster;

import org.jspecify.annotations.NullMarked;
