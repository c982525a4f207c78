/** Failures of the API: a Status body with the right code and reason. */
@NullMarked
package dev.watchworks.apiserver.errors;

import org.jspecify.annotations.NullMarked;
