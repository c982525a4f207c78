/** What was said between a scenario and a server, told so that two servers can be compared. */
@NullMarked
package dev.watchworks.conformance.transcript;

import org.jspecify.annotations.NullMarked;
