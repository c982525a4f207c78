@NullMarked
package dev.watchworks.apiserver.endpoints.discovery;

import org.jspecify.annotations.NullMarked;
