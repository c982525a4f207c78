package dev.watchworks.labkit.engine;

import java.time.Duration;

/**
 * Makes all timeouts of checks longer on a slow or busy machine: {@code -Dlab.patience=3} makes each three times as
 * long. A wait still ends as soon as its condition is true.
 */
public final class TimeoutFactor {

    private static final String PROPERTY = "lab.patience";

    private TimeoutFactor() {}

    /**
     * Multiplies the time by the factor that the user set; the default is 1.
     *
     * @throws IllegalArgumentException when the property is not a whole number from 1 to 999; the message is for the
     *     user
     */
    public static Duration applyTo(Duration time) {
        return applyTo(time, System.getProperty(PROPERTY, "1"));
    }

    static Duration applyTo(Duration time, String factor) {
        if (!factor.matches("[1-9]\\d{0,2}")) {
            throw new IllegalArgumentException(
                    "-D" + PROPERTY + " takes a whole number from 1 to 999, not \"" + factor + "\".");
        }
        return time.multipliedBy(Long.parseLong(factor));
    }
}
