package dev.watchworks.labkit.interleaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Constructor;
import org.junit.jupiter.api.Test;

class PausePointTest {

    @Test
    void aThreadThatPausesBetweenItsReadAndItsWriteLosesTheOtherThreadsWrite() throws Exception {
        CounterLesson counter = newCounter();
        // The operations are the read of the field and the write of the field.
        PausePoint beforeTheWrite = PausePoint.before(2);
        Thread slow = increment(counter, beforeTheWrite);
        await("the thread to pause").until(beforeTheWrite::isReached);
        counter.increment();
        beforeTheWrite.resume();
        slow.join();

        assertThat(counter.count()).isEqualTo(1);
        assertThat(beforeTheWrite.place()).matches("`increment` \\(PausableCounter.java:\\d+\\)");
    }

    @Test
    void aPointThatIsNeverReachedCountsTheOperations() throws Exception {
        PausePoint never = PausePoint.never();
        increment(newCounter(), never).join();

        assertThat(never.isReached()).isFalse();
        assertThat(never.operations()).isEqualTo(2);
    }

    @Test
    void anInterruptEndsThePauseAndIsKept() throws Exception {
        CounterLesson counter = newCounter();
        PausePoint point = PausePoint.before(1);
        boolean[] interrupted = new boolean[1];
        Thread thread = new Thread(() -> {
            point.watchCurrentThread();
            counter.increment();
            interrupted[0] = Thread.currentThread().isInterrupted();
        });
        thread.start();
        await("the thread to pause").until(point::isReached);
        thread.interrupt();
        thread.join();

        assertThat(interrupted[0]).isTrue();
    }

    private static CounterLesson newCounter() throws Exception {
        Constructor<?> constructor =
                PausingClassLoader.load(CounterLesson.class, "PausableCounter").getDeclaredConstructor();
        constructor.setAccessible(true);
        return (CounterLesson) constructor.newInstance();
    }

    private static Thread increment(CounterLesson counter, PausePoint point) {
        Thread thread = new Thread(() -> {
            point.watchCurrentThread();
            counter.increment();
        });
        thread.start();
        return thread;
    }
}
