package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;

/** A check that ends the JVM, between two that pass. */
@LessonChecks(value = "sample", answer = "SampleAnswer")
public class ExitSamples {

    @Step(1)
    void passes(SampleLesson answer) {
        answer.doesItAll();
    }

    @Step(2)
    void exits(SampleLesson answer) throws Exception {
        if (Boolean.getBoolean("sample.other.thread")) {
            answer.exitsOnItsOwnThread();
        } else {
            answer.exits();
        }
    }

    @Step(3)
    void comesAfterIt(SampleLesson answer) {
        answer.doesItAll();
    }
}
