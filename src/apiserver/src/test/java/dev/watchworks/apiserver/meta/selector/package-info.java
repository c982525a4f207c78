/** Tests of selectors, and of the messages for malformed ones. */
@NullMarked
package dev.watchworks.apiserver.meta.selector;

import org.jspecify.annotations.NullMarked;
