/** Roles and their bindings: stored and watched, but not enforced; the token is enough. */
@NullMarked
package dev.watchworks.apiserver.api.rbac;

import org.jspecify.annotations.NullMarked;
