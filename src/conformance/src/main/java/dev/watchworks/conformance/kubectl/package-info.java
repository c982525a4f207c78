/** The commands of kubectl, and their recorded output with a real API server. */
@NullMarked
package dev.watchworks.conformance.kubectl;

import org.jspecify.annotations.NullMarked;
