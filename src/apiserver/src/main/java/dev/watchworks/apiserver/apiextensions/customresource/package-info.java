/** Custom objects: their kinds, made from definitions (Kubernetes' apiextensions-apiserver {@code registry/customresource}). */
@NullMarked
package dev.watchworks.apiserver.apiextensions.customresource;

import org.jspecify.annotations.NullMarked;
