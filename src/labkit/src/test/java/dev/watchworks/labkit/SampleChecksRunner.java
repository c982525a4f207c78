package dev.watchworks.labkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.watchworks.labkit.fixture.cluster.Clusters;
import dev.watchworks.labkit.verdict.CheckFailedError;
import dev.watchworks.labkit.verdict.Finding;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs sample checks in this JVM. */
final class SampleChecksRunner {

    static final String ROOT = "src/test/resources/sample-workbook";

    private SampleChecksRunner() {}

    static EngineExecutionResults all(Class<?> samples) {
        return run(selectClass(samples));
    }

    /** Runs one check and returns its finding, or empty when it passed. */
    static Optional<Finding> one(Class<?> samples, String check, Class<?>... parameters) {
        EngineExecutionResults results = run(selectMethod(samples, check, parameters));
        Event end = results.testEvents().finished().stream().findFirst().orElseThrow();
        return end.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .map(thrown -> ((CheckFailedError) thrown).finding());
    }

    /** The skip reasons, by the name of the check's method. */
    static Map<String, String> skipped(EngineExecutionResults results) {
        return results.testEvents().skipped().stream()
                .collect(Collectors.toMap(
                        event -> event.getTestDescriptor()
                                .getUniqueId()
                                .getLastSegment()
                                .getValue(),
                        event -> event.getRequiredPayload(String.class)));
    }

    private static EngineExecutionResults run(DiscoverySelector selector) {
        // the samples test labkit on the embedded cluster, whatever cluster the build uses
        System.clearProperty(Clusters.PROPERTY);
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter(LessonChecks.ROOT_PARAMETER, ROOT)
                .selectors(selector)
                .execute();
    }
}
