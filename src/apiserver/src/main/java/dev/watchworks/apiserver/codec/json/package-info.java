/** Bodies as trees: read and written with Jackson's streaming parser, refused in the words of a real server. */
@NullMarked
package dev.watchworks.apiserver.codec.json;

import org.jspecify.annotations.NullMarked;
