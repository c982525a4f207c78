package dev.watchworks.labkit;

import dev.watchworks.labkit.fixture.SharedCluster;
import dev.watchworks.labkit.fixture.cluster.Clusters;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is measured ahead in a run. */
final class EarlyMeasurements implements AutoCloseable {

    private final Map<Method, EarlyMeasurement> begun = new HashMap<>();

    /**
     * Begins to measure for all checks of a run that are marked {@link StartEarly}. On a cluster that others use nothing is made
     * that may not be needed, and one check by itself has nothing to be measured beside.
     */
    static EarlyMeasurements begin(Collection<Method> checks, SharedCluster shared) {
        EarlyMeasurements measurements = new EarlyMeasurements();
        if (checks.size() > 1 && Clusters.selected().equals(Clusters.EMBEDDED)) {
            for (Method check : checks) {
                LessonChecks lesson = check.getDeclaringClass().getAnnotation(LessonChecks.class);
                if (check.isAnnotationPresent(StartEarly.class) && lesson != null) {
                    measurements.begun.put(check, EarlyMeasurement.begin(check, lesson, shared));
                }
            }
        }
        return measurements;
    }

    /** The one that was begun for this check, for the check to end. */
    synchronized Optional<EarlyMeasurement> take(Method check) {
        return Optional.ofNullable(begun.remove(check));
    }

    @Override
    public synchronized void close() {
        begun.values().forEach(EarlyMeasurement::close);
        begun.clear();
    }
}
