/** What stands on the screen when all checks are over. */
@NullMarked
package dev.watchworks.labkit.launcher;

import org.jspecify.annotations.NullMarked;
