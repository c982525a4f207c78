/** Counters of work. Tests use them to check that a request is parsed once. */
@NullMarked
package dev.watchworks.apiserver.metrics;

import org.jspecify.annotations.NullMarked;
