/** Watches: how the events of a type become the lines that one client is sent. */
@NullMarked
package dev.watchworks.apiserver.watch;

import org.jspecify.annotations.NullMarked;
