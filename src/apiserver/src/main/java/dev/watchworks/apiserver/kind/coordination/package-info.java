/** Leases. */
@NullMarked
package dev.watchworks.apiserver.kind.coordination;

import org.jspecify.annotations.NullMarked;
