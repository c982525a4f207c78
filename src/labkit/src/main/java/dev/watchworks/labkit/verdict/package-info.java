/** What a check says about a step: the verdict, and the words in which a learner is told. */
@NullMarked
package dev.watchworks.labkit.verdict;

import org.jspecify.annotations.NullMarked;
