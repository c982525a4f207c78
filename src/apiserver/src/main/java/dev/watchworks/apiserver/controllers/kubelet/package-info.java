/** The cluster's one node: a scheduler that binds pods to it and a kubelet that only pretends to run them. */
@NullMarked
package dev.watchworks.apiserver.controllers.kubelet;

import org.jspecify.annotations.NullMarked;
