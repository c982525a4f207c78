package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;

/** A check that passes and leaves a spinning thread, so that no other check can run. */
@LessonChecks(value = "sample", answer = "SampleAnswer")
public class SpinningThreadSamples {

    @Step(1)
    void leavesASpinningThread(SampleLesson answer) {
        answer.leavesASpinningThread();
    }

    @Step(2)
    void comesAfterIt(SampleLesson answer) {
        answer.doesItAll();
    }
}
