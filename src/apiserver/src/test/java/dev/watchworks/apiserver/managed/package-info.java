@NullMarked
package dev.watchworks.apiserver.managed;

import org.jspecify.annotations.NullMarked;
