/** JVMs that run the checks of lessons on answers, and are used again for the next answer. */
@NullMarked
package dev.watchworks.runner.checkjvm;

import org.jspecify.annotations.NullMarked;
