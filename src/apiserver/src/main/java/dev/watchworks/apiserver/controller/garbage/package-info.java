/** Deletes what its owners leave behind. */
@NullMarked
package dev.watchworks.apiserver.controller.garbage;

import org.jspecify.annotations.NullMarked;
