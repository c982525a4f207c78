/** The claims of a lesson's tasks: which check holds each, and which wrong answer breaks it. */
@NullMarked
package dev.watchworks.workbook.claim;

import org.jspecify.annotations.NullMarked;
