/** Variants of a lesson's sources for the proof: an empty body in place of a marker, or another signature. */
@NullMarked
package dev.watchworks.workbook.source;

import org.jspecify.annotations.NullMarked;
