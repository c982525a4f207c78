/** Labels and label selectors inside objects: whether they are valid, what they match, how they are printed. */
@NullMarked
package dev.watchworks.apiserver.kind.selector;

import org.jspecify.annotations.NullMarked;
