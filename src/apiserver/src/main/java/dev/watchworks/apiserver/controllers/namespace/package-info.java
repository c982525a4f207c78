/** Namespaces: what is put into a new one, and how a deleted one is emptied. */
@NullMarked
package dev.watchworks.apiserver.controllers.namespace;

import org.jspecify.annotations.NullMarked;
