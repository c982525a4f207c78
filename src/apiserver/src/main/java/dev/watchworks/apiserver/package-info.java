/** A Kubernetes API server inside the JVM; {@link dev.watchworks.apiserver.EmbeddedApiServer} starts one. */
@NullMarked
package dev.watchworks.apiserver;

import org.jspecify.annotations.NullMarked;
