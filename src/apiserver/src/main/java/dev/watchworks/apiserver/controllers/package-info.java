/** The control loops that make an API server a cluster; they see it only through the registry. */
@NullMarked
package dev.watchworks.apiserver.controllers;

import org.jspecify.annotations.NullMarked;
