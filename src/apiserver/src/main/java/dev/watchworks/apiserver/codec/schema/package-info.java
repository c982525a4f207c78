/** The fields of API objects: their types, how lists are merged, and which empty fields are left out. */
@NullMarked
package dev.watchworks.apiserver.codec.schema;

import org.jspecify.annotations.NullMarked;
