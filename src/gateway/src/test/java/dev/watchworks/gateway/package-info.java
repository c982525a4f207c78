@NullMarked
package dev.watchworks.gateway;

import org.jspecify.annotations.NullMarked;
