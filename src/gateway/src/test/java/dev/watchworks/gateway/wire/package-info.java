@NullMarked
package dev.watchworks.gateway.wire;

import org.jspecify.annotations.NullMarked;
