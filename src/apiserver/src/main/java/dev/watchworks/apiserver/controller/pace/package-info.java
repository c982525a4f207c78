/** How fast the pretended machinery works. */
@NullMarked
package dev.watchworks.apiserver.controller.pace;

import org.jspecify.annotations.NullMarked;
