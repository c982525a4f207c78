/** Replica sets: they create and delete pods. */
@NullMarked
package dev.watchworks.apiserver.controllers.replicaset;

import org.jspecify.annotations.NullMarked;
