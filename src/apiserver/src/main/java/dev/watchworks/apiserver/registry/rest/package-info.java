/** The table of kinds that the server knows, and what is particular to each: defaults, validation, columns. */
@NullMarked
package dev.watchworks.apiserver.registry.rest;

import org.jspecify.annotations.NullMarked;
