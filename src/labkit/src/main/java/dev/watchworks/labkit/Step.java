package dev.watchworks.labkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** Marks a check and names the step of the lesson that it judges. A step may have several checks. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
public @interface Step {

    /** The step's number, counted from 1. */
    int value();

    /**
     * The place of the check among the checks of its step, counted from 1. The check of the most basic cause comes first,
     * because a learner reads the message of the first check that fails.
     */
    int order() default 0;

    /**
     * The seconds until the check counts as hung. The default is much longer than a right answer needs on a busy
     * machine. All waits of a check together must be shorter.
     */
    int deadlineSeconds() default 30;
}
