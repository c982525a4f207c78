/** Reading and writing JSON. */
@NullMarked
package dev.watchworks.apiserver.json;

import org.jspecify.annotations.NullMarked;
