/** The kinds that a server serves, and the rules of each: defaults, validation, columns. */
@NullMarked
package dev.watchworks.apiserver.registry.rest;

import org.jspecify.annotations.NullMarked;
