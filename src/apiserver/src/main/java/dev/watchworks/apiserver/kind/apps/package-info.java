/** Deployments and replica sets. */
@NullMarked
package dev.watchworks.apiserver.kind.apps;

import org.jspecify.annotations.NullMarked;
