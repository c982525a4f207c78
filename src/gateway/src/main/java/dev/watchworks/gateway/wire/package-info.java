/** What went over the wire, as immutable values with times of one monotonic clock. */
@NullMarked
package dev.watchworks.gateway.wire;

import org.jspecify.annotations.NullMarked;
