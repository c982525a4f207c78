/** Events about objects, counted and combined as Kubernetes' recorders do. */
@NullMarked
package dev.watchworks.apiserver.controllers.events;

import org.jspecify.annotations.NullMarked;
