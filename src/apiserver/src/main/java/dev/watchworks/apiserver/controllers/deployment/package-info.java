/** Deployments: they create and scale replica sets. */
@NullMarked
package dev.watchworks.apiserver.controllers.deployment;

import org.jspecify.annotations.NullMarked;
