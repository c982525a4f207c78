/** Objects in memory with their history: one writer at a time, snapshots for readers, one revision counter. */
@NullMarked
package dev.watchworks.apiserver.storage;

import org.jspecify.annotations.NullMarked;
