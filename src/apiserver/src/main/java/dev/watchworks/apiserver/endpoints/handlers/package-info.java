/** One handler for each verb, with the options, bodies and representations that they read and write. */
@NullMarked
package dev.watchworks.apiserver.endpoints.handlers;

import org.jspecify.annotations.NullMarked;
