package dev.watchworks.labkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.watchworks.labkit.fixture.cluster.Clusters;
import dev.watchworks.labkit.verdict.CheckFailure;
import dev.watchworks.labkit.verdict.Finding;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs sample checks in this JVM, below the tests. */
final class SampleChecksRunner {

    static final String ROOT = "src/test/resources/sample-workbook";

    private SampleChecksRunner() {}

    static EngineExecutionResults all(Class<?> samples) {
        return run(selectClass(samples));
    }

    /** What came of one check: the finding, or empty if it passed. */
    static Optional<Finding> one(Class<?> samples, String check, Class<?>... parameters) {
        EngineExecutionResults results = run(selectMethod(samples, check, parameters));
        Event end = results.testEvents().finished().stream().findFirst().orElseThrow();
        return end.getPayload(TestExecutionResult.class)
                .flatMap(TestExecutionResult::getThrowable)
                .map(thrown -> ((CheckFailure) thrown).finding());
    }

    /** The reasons of the checks that were skipped, by their method's name. */
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
        // The samples judge labkit, whatever cluster the rest of the build is to run on.
        System.clearProperty(Clusters.PROPERTY);
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter(LessonChecks.ROOT_PARAMETER, ROOT)
                .selectors(selector)
                .execute();
    }
}
