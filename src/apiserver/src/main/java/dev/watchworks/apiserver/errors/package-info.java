/** Failures as the API tells them: a Status body with the right code and the right reason. */
@NullMarked
package dev.watchworks.apiserver.errors;

import org.jspecify.annotations.NullMarked;
