/** Services: defaults, checks, and the addresses and ports that the cluster allocates. */
@NullMarked
package dev.watchworks.apiserver.api.core.service;

import org.jspecify.annotations.NullMarked;
