/** Events about objects, counted and combined as Kubernetes' recorders do. */
@NullMarked
package dev.watchworks.apiserver.controller.event;

import org.jspecify.annotations.NullMarked;
