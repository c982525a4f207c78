package dev.watchworks.labkit;

import dev.watchworks.gateway.Gateway;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.DelayResponses;
import java.time.Duration;

/**
 * A cluster that answers late, to see how checks stand it: {@code -Dlab.answers.late=200} makes each answer to the
 * learner's code 200 milliseconds late.
 */
final class ResponseDelay {

    private static final String PROPERTY = "lab.answers.late";

    private ResponseDelay() {}

    /**
     * Arms the delay if the user asked for one.
     *
     * @throws IllegalArgumentException in words for the user, if the property is no number of milliseconds
     */
    static Gateway of(Gateway gateway) {
        String late = System.getProperty(PROPERTY, "");
        if (late.isEmpty()) {
            return gateway;
        }
        if (!late.matches("[1-9]\\d{0,4}")) {
            throw new IllegalArgumentException(
                    "-D" + PROPERTY + " takes milliseconds from 1 to 99999, not \"" + late + "\".");
        }
        gateway.faults()
                .when(Cue.anyRequest())
                .always()
                .then(new DelayResponses(Duration.ofMillis(Long.parseLong(late))));
        return gateway;
    }
}
