@NullMarked
package dev.watchworks.apiserver.controllers.replicaset;

import org.jspecify.annotations.NullMarked;
