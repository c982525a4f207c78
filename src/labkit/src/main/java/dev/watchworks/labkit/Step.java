package dev.watchworks.labkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** Marks a check, and says which of the lesson's steps it judges. A step may have several checks. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
public @interface Step {

    /** The step's number, counted from 1. */
    int value();

    /**
     * Seconds until the check counts as hung. The default is far beyond what a right answer needs on a busy machine, and
     * all waits of a check together must stay below it.
     */
    int deadlineSeconds() default 30;
}
