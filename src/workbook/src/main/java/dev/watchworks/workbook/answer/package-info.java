/** Answers that people write: wrong ones, kept as patches of a solution, and right ones of other designs. */
@NullMarked
package dev.watchworks.workbook.answer;

import org.jspecify.annotations.NullMarked;
