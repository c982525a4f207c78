/**
 * Validation rules in the Common Expression Language (Kubernetes' apiextensions-apiserver {@code schema/cel} and
 * apiserver's {@code pkg/cel}). Nothing outside refers to it, so that it and its library are loaded by the first rule.
 */
@NullMarked
package dev.watchworks.apiserver.apiextensions.cel;

import org.jspecify.annotations.NullMarked;
