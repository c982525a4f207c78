/** Endpoints and endpoint slices of services. */
@NullMarked
package dev.watchworks.apiserver.controllers.endpoint;

import org.jspecify.annotations.NullMarked;
