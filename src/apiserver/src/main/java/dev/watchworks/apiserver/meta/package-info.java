/** Reading and writing what all objects have in common: metadata, owners, conditions, selectors, times. */
@NullMarked
package dev.watchworks.apiserver.meta;

import org.jspecify.annotations.NullMarked;
