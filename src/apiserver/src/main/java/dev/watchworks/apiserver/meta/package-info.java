/** What all objects have in common: metadata, owner references, conditions, quantities and times. */
@NullMarked
package dev.watchworks.apiserver.meta;

import org.jspecify.annotations.NullMarked;
