@NullMarked
package dev.watchworks.apiserver.front;

import org.jspecify.annotations.NullMarked;
