/** The control loops, seen through the registry. */
@NullMarked
package dev.watchworks.apiserver.controller;

import org.jspecify.annotations.NullMarked;
