/** Plays the suite: compared with the record, on two live servers, and on servers with planted defects. */
@NullMarked
package dev.watchworks.conformance;

import org.jspecify.annotations.NullMarked;
