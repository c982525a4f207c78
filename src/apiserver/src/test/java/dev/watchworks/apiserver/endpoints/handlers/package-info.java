/** The contract of the API, item by item, and what drives its tests. */
@NullMarked
package dev.watchworks.apiserver.endpoints.handlers;

import org.jspecify.annotations.NullMarked;
