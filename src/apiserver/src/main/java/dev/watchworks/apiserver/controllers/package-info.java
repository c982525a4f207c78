/** The controllers that turn an API server into a cluster. They use only the registry. */
@NullMarked
package dev.watchworks.apiserver.controllers;

import org.jspecify.annotations.NullMarked;
