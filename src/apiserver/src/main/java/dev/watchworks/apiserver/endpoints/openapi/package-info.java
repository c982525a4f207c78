/** OpenAPI documents, which kubectl reads before it sends {@code fieldValidation}. */
@NullMarked
package dev.watchworks.apiserver.endpoints.openapi;

import org.jspecify.annotations.NullMarked;
