/** The proofs of the workbook. */
@NullMarked
package dev.watchworks.workbook;

import org.jspecify.annotations.NullMarked;
