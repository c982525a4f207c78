/** What a scenario is played on: its namespace, its requests, its watches, and what it may expect of them. */
@NullMarked
package dev.watchworks.conformance.scenario;

import org.jspecify.annotations.NullMarked;
