/** What every control loop runs on: keyed work queues on few threads, one watch a type, time that tests can hold. */
@NullMarked
package dev.watchworks.apiserver.controllers.runtime;

import org.jspecify.annotations.NullMarked;
