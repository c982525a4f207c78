/** Label selectors and field selectors. */
@NullMarked
package dev.watchworks.apiserver.meta.selector;

import org.jspecify.annotations.NullMarked;
