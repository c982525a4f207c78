/** The kinds of the group storage.k8s.io. */
@NullMarked
package dev.watchworks.apiserver.api.storage;

import org.jspecify.annotations.NullMarked;
