/** The real kubectl against the embedded server. */
@NullMarked
package dev.watchworks.apiserver.kubectl;

import org.jspecify.annotations.NullMarked;
