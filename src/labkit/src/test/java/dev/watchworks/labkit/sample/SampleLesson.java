package dev.watchworks.labkit.sample;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** The interface of the sample lesson: each method fails in its own way. */
public interface SampleLesson {

    void doesItAll();

    void todo(int step);

    void todoOnAnotherThreadThatIsSwallowed(int step, CountDownLatch made);

    void throwsAnException();

    void throwsAnError();

    void throwsOnItsOwnThread() throws InterruptedException;

    void sleepsForEver() throws InterruptedException;

    void spins();

    void floods();

    void exits();

    void exitsOnItsOwnThread() throws InterruptedException;

    void leavesAThread();

    void leavesASpinningThread();

    void deadlocks() throws InterruptedException;

    void overflowsTheStack();

    void asksForTooMuchMemory();

    void keepsEverything();

    void printsAHundredThousandLines();

    void closesSystemOut();

    void leavesAThreadThatIsNoDaemon();

    void listensOnAPortInUse() throws IOException;
}
