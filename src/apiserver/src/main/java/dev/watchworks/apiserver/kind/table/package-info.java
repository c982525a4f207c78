/** Column definitions as a real API server gives them. */
@NullMarked
package dev.watchworks.apiserver.kind.table;

import org.jspecify.annotations.NullMarked;
