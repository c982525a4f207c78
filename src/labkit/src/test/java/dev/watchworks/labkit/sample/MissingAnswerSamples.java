package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;

/** The learner renamed the class. */
@LessonChecks(value = "sample", answer = "NoSuchAnswer")
public class MissingAnswerSamples {

    @Step(1)
    void needsAnAnswer(SampleLesson answer) {
        answer.doesItAll();
    }
}
