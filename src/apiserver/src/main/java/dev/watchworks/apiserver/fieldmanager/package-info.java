/**
 * Field managers: {@code metadata.managedFields} records who manages which fields of an object, as apimachinery's
 * {@code util/managedfields} and structured-merge-diff define it.
 */
@NullMarked
package dev.watchworks.apiserver.fieldmanager;

import org.jspecify.annotations.NullMarked;
