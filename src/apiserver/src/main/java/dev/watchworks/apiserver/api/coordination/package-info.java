/** Leases. */
@NullMarked
package dev.watchworks.apiserver.api.coordination;

import org.jspecify.annotations.NullMarked;
