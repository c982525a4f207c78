/** Pods, and the pod templates of the kinds that make pods. */
@NullMarked
package dev.watchworks.apiserver.api.core.pod;

import org.jspecify.annotations.NullMarked;
