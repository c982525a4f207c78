package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.StartEarly;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.report.timeline.CheckTimeline;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Checks that measure before their turn. Only the tests of the engine run them. */
@LessonChecks(value = "sample", answer = "SampleAnswer")
public class StartEarlySamples {

    /** Opens when the measurement of the second step begins. */
    private static final CountDownLatch BEGUN = new CountDownLatch(1);

    @Step(1)
    void comesFirstAndWaitsUntilTheOtherMeasures() throws Exception {
        if (!BEGUN.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing was measured before its turn");
        }
    }

    @Step(2)
    @StartEarly("requests")
    void findsWhatWasMeasuredOnItsOwnWire(Lab lab, SampleLesson answer) throws Exception {
        long requests = lab.measured(Long.class);
        lab.expect("one request on the wire of the check, and no other")
                .now(() -> requests == 1 && lab.wire().counters().requests() == 1)
                .otherwise(() -> "there were " + lab.wire().counters().requests());
        lab.expect("the request to be the check's")
                .now(() -> lab.wire().exchanges().stream().allMatch(CheckTimeline::isByTheCheck))
                .otherwise(() -> "its user agent is that of the learner's client");
        lab.explainMeasurement("one request", "a list is one request");
    }

    private static long requests(Lab lab) throws Exception {
        BEGUN.countDown();
        new CoreV1Api(lab.client()).listNamespacedPod(lab.namespace()).execute();
        return lab.wire().counters().requests();
    }

    @Step(3)
    @StartEarly("waitsForEver")
    void isStillToDoWhileItMeasures(Lab lab, SampleLesson answer) throws Exception {
        answer.todo(3);
        lab.measured(String.class);
    }

    private static String waitsForEver(Lab lab) throws Exception {
        new CountDownLatch(1).await();
        return "never";
    }

    @Step(4)
    @StartEarly("fails")
    void isToldWhyNothingWasMeasured(Lab lab, SampleLesson answer) throws Exception {
        lab.measured(String.class);
    }

    private static String fails(Lab lab) throws Exception {
        lab.expect("an open watch").now(() -> false).otherwise(() -> "there was none");
        return "never";
    }
}
