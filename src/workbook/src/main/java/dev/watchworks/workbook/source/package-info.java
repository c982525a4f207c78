/** Java sources as the compiler sees them: which methods hold a step's marker, and the same with an empty body. */
@NullMarked
package dev.watchworks.workbook.source;

import org.jspecify.annotations.NullMarked;
