/** What a request passes before a handler gets it: authentication, its origin, the number of requests in flight. */
@NullMarked
package dev.watchworks.apiserver.endpoints.filters;

import org.jspecify.annotations.NullMarked;
