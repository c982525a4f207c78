/** The table of the kinds that are built in. */
@NullMarked
package dev.watchworks.apiserver.api.install;

import org.jspecify.annotations.NullMarked;
