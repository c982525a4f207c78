/** Java sources as the compiler sees them: what does not compile, and which methods hold a step's marker. */
@NullMarked
package dev.watchworks.runner.source;

import org.jspecify.annotations.NullMarked;
