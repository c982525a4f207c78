package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;

/** A check that leaves a thread behind which would keep a JVM alive for ever. */
@LessonChecks(value = "sample", answer = "SampleAnswer")
public class NonDaemonThreadSamples {

    @Step(1)
    void leavesAThreadThatIsNoDaemon(SampleLesson answer) {
        answer.leavesAThreadThatIsNoDaemon();
    }
}
