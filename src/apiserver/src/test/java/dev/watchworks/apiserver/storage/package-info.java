/** The store: its tree, its window, its snapshots. */
@NullMarked
package dev.watchworks.apiserver.storage;

import org.jspecify.annotations.NullMarked;
