/** Which objects a list or a watch is about: label selectors, field selectors, a namespace. */
@NullMarked
package dev.watchworks.apiserver.meta.selector;

import org.jspecify.annotations.NullMarked;
