@NullMarked
package dev.watchworks.apiserver.apiextensions.cel;

import org.jspecify.annotations.NullMarked;
