@NullMarked
package dev.watchworks.gateway.fault;

import org.jspecify.annotations.NullMarked;
