package dev.watchworks.labkit.verdict;

import java.util.Map;
import java.util.Optional;

/**
 * What the check of a prediction measured. The learner reads it after a right prediction.
 *
 * @param measured the result, such as {@code three watches are 3 requests}
 * @param why the reason for this result, as a sentence
 */
public record MeasurementNote(String measured, String why) {

    private static final String MEASURED = "measured";
    private static final String WHY = "why";

    /** The note as an entry of JUnit's report, for {@link #of}. */
    public Map<String, String> entry() {
        return Map.of(MEASURED, measured, WHY, why);
    }

    /** The note of an entry of JUnit's report, or empty for another entry. */
    public static Optional<MeasurementNote> of(Map<String, String> entry) {
        String measured = entry.get(MEASURED);
        String why = entry.get(WHY);
        return measured == null || why == null ? Optional.empty() : Optional.of(new MeasurementNote(measured, why));
    }
}
