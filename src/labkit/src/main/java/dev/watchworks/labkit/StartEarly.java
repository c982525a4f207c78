package dev.watchworks.labkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a check that measures something without the learner's code and compares it with the learner's prediction.
 *
 * <p>A measurement mostly waits for client-java or for a server. So labkit starts it at the beginning of the run, on
 * the check's own {@link Lab}, while other checks run. {@link Lab#measured} returns its result.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface StartEarly {

    /** The name of a static method of the check's class that takes the {@link Lab} and returns what it measured. */
    String value();
}
