/** Endpoints and endpoint slices of services. */
@NullMarked
package dev.watchworks.apiserver.controller.network;

import org.jspecify.annotations.NullMarked;
