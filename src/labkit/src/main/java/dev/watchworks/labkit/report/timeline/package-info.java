/** What happened in one check, on one clock: what the learner's code did, what went over the wire, what changed. */
@NullMarked
package dev.watchworks.labkit.report.timeline;

import org.jspecify.annotations.NullMarked;
