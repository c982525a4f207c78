package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;

/** A check after which no other can be run. */
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
