/** Answers that people write: wrong answers, kept as patches of a solution, and right answers with other designs. */
@NullMarked
package dev.watchworks.workbook.answer;

import org.jspecify.annotations.NullMarked;
