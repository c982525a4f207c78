/** Deletes what its owners leave behind. */
@NullMarked
package dev.watchworks.apiserver.controllers.garbagecollector;

import org.jspecify.annotations.NullMarked;
