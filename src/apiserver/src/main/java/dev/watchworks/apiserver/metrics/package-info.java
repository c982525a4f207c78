/** Counters of work, by which tests see that a request is read once. */
@NullMarked
package dev.watchworks.apiserver.metrics;

import org.jspecify.annotations.NullMarked;
