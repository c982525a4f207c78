/** What stands on the screen when all checks are over. */
@NullMarked
package dev.watchworks.labkit.summary;

import org.jspecify.annotations.NullMarked;
