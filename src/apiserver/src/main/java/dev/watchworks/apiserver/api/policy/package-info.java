/** The kinds of the group policy. */
@NullMarked
package dev.watchworks.apiserver.api.policy;

import org.jspecify.annotations.NullMarked;
