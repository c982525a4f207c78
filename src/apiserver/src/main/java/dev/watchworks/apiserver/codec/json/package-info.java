/** JSON as trees, read and written with Jackson's streaming parser; errors have a real server's messages. */
@NullMarked
package dev.watchworks.apiserver.codec.json;

import org.jspecify.annotations.NullMarked;
