/** Deployments and replica sets. */
@NullMarked
package dev.watchworks.apiserver.api.apps;

import org.jspecify.annotations.NullMarked;
