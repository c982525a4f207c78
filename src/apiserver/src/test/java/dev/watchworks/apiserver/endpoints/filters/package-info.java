@NullMarked
package dev.watchworks.apiserver.endpoints.filters;

import org.jspecify.annotations.NullMarked;
