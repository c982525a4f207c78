/** Mutants of the solutions: small changes of the code, each of which some check has to catch. */
@NullMarked
package dev.watchworks.workbook.mutant;

import org.jspecify.annotations.NullMarked;
