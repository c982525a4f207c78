package dev.watchworks.labkit.sample;

import dev.watchworks.todo.Todo;
import java.util.concurrent.CountDownLatch;

/** What a learner may do. */
@SuppressWarnings("unused")
public class SampleAnswer implements SampleLesson {

    /** Ends what spins, so that it does not spin beside other tests. */
    public static volatile boolean released;

    private volatile long spun;

    @Override
    public void doesItAll() {
        System.out.println("all  done");
    }

    @Override
    public void todo(int step) {
        throw Todo.step(step);
    }

    @Override
    public void todoOnAnotherThreadThatIsSwallowed(int step, CountDownLatch made) {
        new Thread(() -> {
                    try {
                        throw Todo.step(step);
                    } catch (RuntimeException swallowed) {
                        made.countDown();
                    }
                })
                .start();
    }

    @Override
    public void throwsAnException() {
        throw new IllegalStateException("no configuration");
    }

    @Override
    public void throwsAnError() {
        throw new OutOfMemoryError("pretended");
    }

    @Override
    public void throwsOnItsOwnThread() throws InterruptedException {
        Thread thread = new Thread(this::throwsAnException);
        thread.start();
        thread.join();
    }

    @Override
    public void sleepsForEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public void spins() {
        while (!released) {
            spun++;
        }
    }

    @Override
    public void floods() {
        while (!Thread.currentThread().isInterrupted()) {
            System.out.println("too much");
            System.err.print("and without an end");
        }
    }

    @Override
    public void exits() {
        System.exit(0);
    }

    @Override
    public void exitsOnItsOwnThread() throws InterruptedException {
        Thread thread = new Thread(() -> System.exit(0));
        thread.start();
        thread.join();
    }

    @Override
    public void leavesAThread() {
        start(() -> {
            while (true) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException ignored) {
                    // a learner's loop that takes no hint
                }
            }
        });
    }

    @Override
    public void leavesASpinningThread() {
        start(this::spins);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "left-behind");
        thread.setDaemon(true);
        thread.start();
    }
}
