/** Compiles variants of a lesson and runs its checks on them in a JVM of their own. */
@NullMarked
package dev.watchworks.workbook.run;

import org.jspecify.annotations.NullMarked;
