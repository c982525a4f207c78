/** The kinds of the group discovery.k8s.io. */
@NullMarked
package dev.watchworks.apiserver.api.discovery;

import org.jspecify.annotations.NullMarked;
