/** Events: what happened to an object. */
@NullMarked
package dev.watchworks.apiserver.kind.event;

import org.jspecify.annotations.NullMarked;
