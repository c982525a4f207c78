/** Servers with planted defects, and the proof that the suite finds each. */
@NullMarked
package dev.watchworks.conformance.defect;

import org.jspecify.annotations.NullMarked;
