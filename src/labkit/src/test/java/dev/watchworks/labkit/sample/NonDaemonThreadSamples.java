package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;

/** A check that leaves a non-daemon thread, which would keep the JVM alive. */
@LessonChecks(value = "sample", answer = "SampleAnswer")
public class NonDaemonThreadSamples {

    @Step(1)
    void leavesAThreadThatIsNoDaemon(SampleLesson answer) {
        answer.leavesAThreadThatIsNoDaemon();
    }
}
