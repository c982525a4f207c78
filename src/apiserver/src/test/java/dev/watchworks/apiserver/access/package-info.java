@NullMarked
package dev.watchworks.apiserver.access;

import org.jspecify.annotations.NullMarked;
