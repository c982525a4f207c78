/** Services: defaults, checks, and the addresses and ports that the cluster hands out. */
@NullMarked
package dev.watchworks.apiserver.api.core.service;

import org.jspecify.annotations.NullMarked;
