/** The fields of API objects: their types, how lists are merged, and which fields are left out when an object is written. */
@NullMarked
package dev.watchworks.apiserver.codec.schema;

import org.jspecify.annotations.NullMarked;
