@NullMarked
package dev.watchworks.gateway.cluster;

import org.jspecify.annotations.NullMarked;
