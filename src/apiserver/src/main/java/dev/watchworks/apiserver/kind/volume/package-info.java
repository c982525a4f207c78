/** Persistent volumes, the claims to them, and storage classes; nothing provisions or binds them here. */
@NullMarked
package dev.watchworks.apiserver.kind.volume;

import org.jspecify.annotations.NullMarked;
