@NullMarked
package dev.watchworks.apiserver.controller.node;

import org.jspecify.annotations.NullMarked;
