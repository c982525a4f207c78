/** JSON as trees, read and written with Jackson's streaming parser; errors have a real server's words. */
@NullMarked
package dev.watchworks.apiserver.codec.json;

import org.jspecify.annotations.NullMarked;
