/** Roles and their bindings: stored and watched, though the server asks nobody for more than the token. */
@NullMarked
package dev.watchworks.apiserver.api.rbac;

import org.jspecify.annotations.NullMarked;
