/** Column definitions as a real API server gives them. */
@NullMarked
package dev.watchworks.apiserver.printers;

import org.jspecify.annotations.NullMarked;
