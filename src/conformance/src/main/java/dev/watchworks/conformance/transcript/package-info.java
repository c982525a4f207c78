/** Transcripts of scenarios, in a form in which two servers can be compared. */
@NullMarked
package dev.watchworks.conformance.transcript;

import org.jspecify.annotations.NullMarked;
