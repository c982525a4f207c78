package dev.watchworks.labkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a class whose {@link Step} methods are the checks of a lesson.
 *
 * <p>A check may have two parameters: a {@link Lab}, and the lesson's interface. For the interface, labkit passes a new
 * object of the learner's class.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LessonExtension.class)
@DisplayNameGeneration(StepDisplayNameGenerator.class)
@TestMethodOrder(StepOrderer.class)
public @interface LessonChecks {

    /**
     * The JUnit configuration parameter that names a folder in the workbook; the default is the folder of the class.
     */
    String ROOT_PARAMETER = "watchworks.root";

    /**
     * The JUnit configuration parameter for a run with {@link #ROOT_PARAMETER}: the folder below which it writes the page
     * with the timelines. Without it, such a run writes no page, because several of them may run at once.
     */
    String TIMELINE_PARAMETER = "watchworks.timeline";

    /** The lesson's folder below {@code lessons}, as in {@code 03-informer}. */
    String value();

    /**
     * The simple name of the learner's class that implements the lesson's interface, in the package of the interface.
     */
    String answer();
}
