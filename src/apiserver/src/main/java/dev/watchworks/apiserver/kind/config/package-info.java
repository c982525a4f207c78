/** Config maps, secrets and service accounts. */
@NullMarked
package dev.watchworks.apiserver.kind.config;

import org.jspecify.annotations.NullMarked;
