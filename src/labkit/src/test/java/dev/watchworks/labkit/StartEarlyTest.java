package dev.watchworks.labkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.watchworks.labkit.fixture.cluster.Clusters;
import dev.watchworks.labkit.sample.SampleLesson;
import dev.watchworks.labkit.sample.StartEarlySamples;
import dev.watchworks.labkit.verdict.CheckFailedError;
import dev.watchworks.labkit.verdict.MeasurementNote;
import dev.watchworks.labkit.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class StartEarlyTest {

    private static final String DONE = "DONE";

    private final List<MeasurementNote> reported = new CopyOnWriteArrayList<>();

    @Test
    void aCheckMeasuresWhileEarlierChecksRun() {
        assertThat(verdicts(selectClass(StartEarlySamples.class)))
                .containsEntry("comesFirstAndWaitsUntilTheOtherMeasures()", DONE)
                .containsEntry("findsWhatWasMeasuredOnItsOwnWire(Lab, SampleLesson)", DONE)
                .containsEntry("isStillToDoWhileItMeasures(Lab, SampleLesson)", Verdict.TODO.name())
                .containsEntry(
                        "isToldWhyNothingWasMeasured(Lab, SampleLesson)", "WRONG: an open watch, there was none");
    }

    @Test
    void aSingleCheckMeasuresInItsTurn() {
        assertThat(verdicts(selectMethod(
                        StartEarlySamples.class, "findsWhatWasMeasuredOnItsOwnWire", Lab.class, SampleLesson.class)))
                .containsEntry("findsWhatWasMeasuredOnItsOwnWire(Lab, SampleLesson)", DONE);
    }

    @Test
    void whatACheckMeasuredIsReported() {
        verdicts(selectMethod(
                StartEarlySamples.class, "findsWhatWasMeasuredOnItsOwnWire", Lab.class, SampleLesson.class));
        assertThat(reported).containsExactly(new MeasurementNote("one request", "a list is one request"));
    }

    /** Runs the checks with a launcher, because only a launcher knows all planned methods. */
    private Map<String, String> verdicts(DiscoverySelector selector) {
        System.clearProperty(Clusters.PROPERTY);
        Map<String, String> verdicts = new TreeMap<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .configurationParameter(LessonChecks.ROOT_PARAMETER, SampleChecksRunner.ROOT)
                                .selectors(selector)
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
                                MeasurementNote.of(entry.getKeyValuePairs()).ifPresent(reported::add);
                            }

                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    verdicts.put(test.getLegacyReportingName(), verdict(result));
                                }
                            }
                        });
        return verdicts;
    }

    private static String verdict(TestExecutionResult result) {
        return result.getThrowable()
                .map(thrown -> thrown instanceof CheckFailedError failure ? text(failure) : thrown.toString())
                .orElse(DONE);
    }

    private static String text(CheckFailedError failure) {
        Verdict verdict = failure.finding().verdict();
        return verdict == Verdict.WRONG
                ? "WRONG: %s, %s"
                        .formatted(
                                failure.finding().diagnosis().expected(),
                                failure.finding().diagnosis().found())
                : verdict.name();
    }
}
