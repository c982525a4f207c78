/** The control loops that make an API server a cluster; they see it only through the registry. */
@NullMarked
package dev.watchworks.apiserver.controller;

import org.jspecify.annotations.NullMarked;
