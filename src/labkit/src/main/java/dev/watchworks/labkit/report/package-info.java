/**
 * Makes the texts that a learner reads about a check: the message of a finding, its details, and the summary of a
 * lesson.
 */
@NullMarked
package dev.watchworks.labkit.report;

import org.jspecify.annotations.NullMarked;
