/** The scenarios, a class for each part of the contract, and the list of all. */
@NullMarked
package dev.watchworks.conformance.suite;

import org.jspecify.annotations.NullMarked;
