@NullMarked
package dev.watchworks.apiserver.endpoints.openapi;

import org.jspecify.annotations.NullMarked;
