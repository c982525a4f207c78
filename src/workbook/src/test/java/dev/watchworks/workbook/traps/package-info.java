/** The traps of client-java 25, shown by experiments whose words stand in the book's chapter on them. */
@NullMarked
package dev.watchworks.workbook.traps;

import org.jspecify.annotations.NullMarked;
