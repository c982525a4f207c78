/** Objects that a control plane creates for itself: system namespaces and the service kubernetes. */
@NullMarked
package dev.watchworks.apiserver.controllers.controlplane;

import org.jspecify.annotations.NullMarked;
