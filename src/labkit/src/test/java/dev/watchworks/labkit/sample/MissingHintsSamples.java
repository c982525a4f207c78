package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;

/** Its step has no hint file. */
@LessonChecks(value = "sample", answer = "SampleAnswer")
public class MissingHintsSamples {

    @Step(10)
    void passes(SampleLesson answer) {
        answer.doesItAll();
    }
}
