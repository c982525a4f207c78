/** Tests of reading and writing JSON. */
@NullMarked
package dev.watchworks.apiserver.codec.json;

import org.jspecify.annotations.NullMarked;
