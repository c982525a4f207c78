/** Selectors and what is said of senseless ones. */
@NullMarked
package dev.watchworks.apiserver.meta.selector;

import org.jspecify.annotations.NullMarked;
