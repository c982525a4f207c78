package dev.watchworks.labkit.engine;

import java.time.Duration;

/**
 * How long checks wait in vain. On a machine that is much slower or busier than most, {@code -Dlab.patience=3} makes each
 * wait up to three times as long; what comes in time is not waited for any longer.
 */
public final class TimeoutFactor {

    private static final String PROPERTY = "lab.patience";

    private TimeoutFactor() {}

    /**
     * This time, or a multiple of it where the user asked for that.
     *
     * @throws IllegalArgumentException in words for the user, if the property is no whole number from 1 on
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
