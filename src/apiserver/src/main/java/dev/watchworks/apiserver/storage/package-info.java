/** Objects in memory, in every version of a window of history: one writer, snapshots for readers, one revision counter. */
@NullMarked
package dev.watchworks.apiserver.storage;

import org.jspecify.annotations.NullMarked;
