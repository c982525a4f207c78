/** Tests of the controllers through the registry. */
@NullMarked
package dev.watchworks.apiserver.controllers;

import org.jspecify.annotations.NullMarked;
