@NullMarked
package dev.watchworks.apiserver.endpoints.request;

import org.jspecify.annotations.NullMarked;
