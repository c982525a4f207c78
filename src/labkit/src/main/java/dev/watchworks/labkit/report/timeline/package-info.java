/**
 * The timeline of a check: the events of the learner's code, the wire and the cluster in order of time, and their page.
 */
@NullMarked
package dev.watchworks.labkit.report.timeline;

import org.jspecify.annotations.NullMarked;
