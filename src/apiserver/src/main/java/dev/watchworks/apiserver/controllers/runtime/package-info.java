/** The parts that all controllers share: the base class, informers, the work queue and the writes of owned objects. */
@NullMarked
package dev.watchworks.apiserver.controllers.runtime;

import org.jspecify.annotations.NullMarked;
