@NullMarked
package dev.watchworks.apiserver.endpoints;

import org.jspecify.annotations.NullMarked;
