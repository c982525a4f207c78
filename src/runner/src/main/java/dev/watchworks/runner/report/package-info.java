/** The results of a whole lesson: as labkit's summary, as JUnit XML and as JSON. */
@NullMarked
package dev.watchworks.runner.report;

import org.jspecify.annotations.NullMarked;
