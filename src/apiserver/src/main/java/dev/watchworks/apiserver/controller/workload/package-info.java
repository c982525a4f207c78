/** Deployments keep replica sets, replica sets keep pods. */
@NullMarked
package dev.watchworks.apiserver.controller.workload;

import org.jspecify.annotations.NullMarked;
