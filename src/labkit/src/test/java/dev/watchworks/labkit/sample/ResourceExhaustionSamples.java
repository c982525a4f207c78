package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;

/** Checks that exhaust a JVM. The tests of the engine run them in a JVM of their own. */
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
