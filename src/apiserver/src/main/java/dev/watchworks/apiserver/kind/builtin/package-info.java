/** The table of the kinds that are built in. */
@NullMarked
package dev.watchworks.apiserver.kind.builtin;

import org.jspecify.annotations.NullMarked;
