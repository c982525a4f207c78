package dev.watchworks.labkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a check that measures something without the learner's code, to compare it with their prediction. What is measured
 * has to wait for client-java or for a server, so where other checks run before it begins with them, on the bench of this
 * check. {@link Lab#measured} has the outcome.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface StartEarly {

    /** A static method of the check's class that measures: it takes the {@link Lab} and returns what it saw. */
    String value();
}
