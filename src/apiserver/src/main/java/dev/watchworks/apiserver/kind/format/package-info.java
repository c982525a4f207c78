/** What names, keys and values have to look like, and the API's words for those that do not. */
@NullMarked
package dev.watchworks.apiserver.kind.format;

import org.jspecify.annotations.NullMarked;
