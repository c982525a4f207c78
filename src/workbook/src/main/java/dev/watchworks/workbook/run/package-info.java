/** Compiles variants of a lesson, and runs its checks on them. */
@NullMarked
package dev.watchworks.workbook.run;

import org.jspecify.annotations.NullMarked;
