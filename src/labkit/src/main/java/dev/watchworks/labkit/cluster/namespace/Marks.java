package dev.watchworks.labkit.cluster.namespace;

import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a namespace of a lab is told from others, and whether a run still uses it. */
final class Marks {

    /** How each begins. */
    static final String PREFIX = "lab-";

    /** The label whose value is the lesson. */
    static final String LABEL = "watchworks.dev/lab";

    /** The annotation that says which run uses it. */
    static final String RUN = "watchworks.dev/run";

    /** The annotation that says when that run last showed life, by the cluster's clock. */
    static final String HEARTBEAT = "watchworks.dev/heartbeat";

    /** How often a run shows life: rare enough for thirty runs on one cluster. */
    static final Duration BEAT = Duration.ofSeconds(5);

    /** Twelve beats that did not come: a machine that was only busy has sent one in that time. */
    static final Duration DEAD_AFTER = Duration.ofSeconds(60);

    private Marks() {}

    /** Both annotations, for now. */
    static Map<String, String> annotations(String run, Instant now) {
        return Map.of(RUN, run, HEARTBEAT, now.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** Whether a lab made it: prefix, label and the mark of a run together. */
    static boolean isOurs(V1Namespace namespace) {
        return isForLabs(namespace) && annotation(namespace.getMetadata(), RUN) != null;
    }

    /** Whether labs may use it at all, whoever made it: prefix and label. */
    static boolean isForLabs(V1Namespace namespace) {
        V1ObjectMeta metadata = namespace.getMetadata();
        return metadata.getName().startsWith(PREFIX)
                && metadata.getLabels() != null
                && metadata.getLabels().containsKey(LABEL);
    }

    /** Whether the heartbeat has not come for so long that nobody can be using it. */
    static boolean isSilent(V1ObjectMeta metadata, Instant now) {
        String heartbeat = annotation(metadata, HEARTBEAT);
        try {
            return heartbeat != null
                    && Instant.parse(heartbeat).plus(DEAD_AFTER).isBefore(now);
        } catch (DateTimeParseException notOurs) {
            return false;
        }
    }

    static @Nullable String annotation(V1ObjectMeta metadata, String key) {
        Map<String, String> annotations = metadata.getAnnotations();
        return annotations == null ? null : annotations.get(key);
    }
}
