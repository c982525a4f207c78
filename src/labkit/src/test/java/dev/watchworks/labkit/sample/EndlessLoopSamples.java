package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;

/** A check that never ends, so that no other check can run. */
@LessonChecks(value = "sample", answer = "SampleAnswer")
public class EndlessLoopSamples {

    @Step(value = 1, deadlineSeconds = 1)
    void spins(SampleLesson answer) {
        answer.spins();
    }

    @Step(2)
    void comesAfterIt(SampleLesson answer) {
        answer.doesItAll();
    }
}
