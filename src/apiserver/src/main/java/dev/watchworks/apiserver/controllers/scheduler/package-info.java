/** A scheduler for one or a few simulated nodes. */
@NullMarked
package dev.watchworks.apiserver.controllers.scheduler;

import org.jspecify.annotations.NullMarked;
