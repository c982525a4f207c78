/**
 * Who manages which fields of an object: {@code metadata.managedFields}, kept as apimachinery's {@code
 * util/managedfields} and structured-merge-diff keep it.
 */
@NullMarked
package dev.watchworks.apiserver.fieldmanager;

import org.jspecify.annotations.NullMarked;
