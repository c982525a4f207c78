/** The kubelet of the cluster's one node, which writes status and events but runs no containers. */
@NullMarked
package dev.watchworks.apiserver.controllers.kubelet;

import org.jspecify.annotations.NullMarked;
