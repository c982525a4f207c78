package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;

/** What no test may do in its own JVM: run by the tests of the engine in one of their own. */
@LessonChecks(value = "sample", answer = "SampleAnswer")
public class ResourceExhaustionSamples {

    @Step(1)
    void keepsEverything(SampleLesson answer) {
        answer.keepsEverything();
    }

    @Step(2)
    void printsAHundredThousandLines(SampleLesson answer) {
        answer.printsAHundredThousandLines();
    }

    @Step(value = 3, deadlineSeconds = 2)
    void isDeadlocked(SampleLesson answer) throws Exception {
        answer.deadlocks();
    }
}
