/** What a request meets before the verbs: the token, health, version, discovery, and bodies that are not JSON. */
@NullMarked
package dev.watchworks.apiserver.endpoints;

import org.jspecify.annotations.NullMarked;
