/** Deployments keep replica sets, replica sets keep pods. */
@NullMarked
package dev.watchworks.apiserver.controllers.deployment;

import org.jspecify.annotations.NullMarked;
