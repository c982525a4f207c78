/** The known differences between two servers, the reasons why they stay, and the page that lists them. */
@NullMarked
package dev.watchworks.conformance.fidelity;

import org.jspecify.annotations.NullMarked;
