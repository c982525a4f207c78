/** The controllers that make an API server a cluster. They use only the registry. */
@NullMarked
package dev.watchworks.apiserver.controllers;

import org.jspecify.annotations.NullMarked;
