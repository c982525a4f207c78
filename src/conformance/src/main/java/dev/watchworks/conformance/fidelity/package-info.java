/** The differences that are known and why they stay, and the page that tells of them. */
@NullMarked
package dev.watchworks.conformance.fidelity;

import org.jspecify.annotations.NullMarked;
