/** The control loops, seen through the registry. */
@NullMarked
package dev.watchworks.apiserver.controllers;

import org.jspecify.annotations.NullMarked;
