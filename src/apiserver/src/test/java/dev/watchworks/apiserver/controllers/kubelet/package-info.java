@NullMarked
package dev.watchworks.apiserver.controllers.kubelet;

import org.jspecify.annotations.NullMarked;
