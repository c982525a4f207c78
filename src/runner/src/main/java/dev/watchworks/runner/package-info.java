/** Watches a lesson's files, and checks the current step each time the learner saves. */
@NullMarked
package dev.watchworks.runner;

import org.jspecify.annotations.NullMarked;
