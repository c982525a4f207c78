@NullMarked
package dev.watchworks.apiserver;

import org.jspecify.annotations.NullMarked;
