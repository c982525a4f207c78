/** Deletes objects whose owners no longer exist. */
@NullMarked
package dev.watchworks.apiserver.controllers.garbagecollector;

import org.jspecify.annotations.NullMarked;
