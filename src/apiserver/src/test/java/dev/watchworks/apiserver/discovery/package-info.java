@NullMarked
package dev.watchworks.apiserver.discovery;

import org.jspecify.annotations.NullMarked;
