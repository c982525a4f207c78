/** The kind CustomResourceDefinition (Kubernetes' apiextensions-apiserver {@code registry/customresourcedefinition}). */
@NullMarked
package dev.watchworks.apiserver.apiextensions.customresourcedefinition;

import org.jspecify.annotations.NullMarked;
