/** Namespaces: the defaults in a new one, and the deletion of its objects. */
@NullMarked
package dev.watchworks.apiserver.controllers.namespace;

import org.jspecify.annotations.NullMarked;
