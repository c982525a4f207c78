/** The OpenAPI documents that kubectl asks before it sends {@code fieldValidation}. */
@NullMarked
package dev.watchworks.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
