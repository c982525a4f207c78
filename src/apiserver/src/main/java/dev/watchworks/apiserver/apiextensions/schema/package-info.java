/**
 * Schemas of custom resources (Kubernetes' apiextensions-apiserver {@code pkg/apiserver/schema} and {@code
 * pkg/apiserver/validation}): what they prune, fill in and check, with the real server's messages.
 */
@NullMarked
package dev.watchworks.apiserver.apiextensions.schema;

import org.jspecify.annotations.NullMarked;
