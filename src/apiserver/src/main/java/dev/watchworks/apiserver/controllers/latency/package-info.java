/** How fast the pretended machinery works. */
@NullMarked
package dev.watchworks.apiserver.controllers.latency;

import org.jspecify.annotations.NullMarked;
