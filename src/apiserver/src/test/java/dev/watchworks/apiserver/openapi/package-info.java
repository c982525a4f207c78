@NullMarked
package dev.watchworks.apiserver.openapi;

import org.jspecify.annotations.NullMarked;
