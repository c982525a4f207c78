/** The traps of client-java 25, shown by experiments whose output is in the book's chapter about them. */
@NullMarked
package dev.watchworks.workbook.traps;

import org.jspecify.annotations.NullMarked;
