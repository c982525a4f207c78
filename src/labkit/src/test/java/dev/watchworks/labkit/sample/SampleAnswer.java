package dev.watchworks.labkit.sample;

import dev.watchworks.todo.Todo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Makes each mistake that a learner can make. */
@SuppressWarnings("unused")
public class SampleAnswer implements SampleLesson {

    /** Ends the spinning threads, so that they do not run during other tests. */
    public static volatile boolean released;

    private volatile long spun;

    private final List<byte[]> kept = new ArrayList<>();

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

    @Override
    public void deadlocks() throws InterruptedException {
        Object first = new Object();
        Object second = new Object();
        CountDownLatch bothHold = new CountDownLatch(2);
        Thread left = new Thread(() -> takeBoth(first, second, bothHold), "left");
        Thread right = new Thread(() -> takeBoth(second, first, bothHold), "right");
        left.start();
        right.start();
        left.join();
    }

    private static void takeBoth(Object one, Object other, CountDownLatch bothHold) {
        synchronized (one) {
            bothHold.countDown();
            try {
                bothHold.await();
            } catch (InterruptedException interrupted) {
                return;
            }
            synchronized (other) {
                System.out.println("never said");
            }
        }
    }

    @Override
    public void overflowsTheStack() {
        callsItself(1);
    }

    private int callsItself(int depth) {
        return callsItself(depth + 1) + 1;
    }

    @Override
    public void asksForTooMuchMemory() {
        kept.add(new byte[Integer.MAX_VALUE]);
    }

    @Override
    public void keepsEverything() {
        while (true) {
            kept.add(new byte[1_000_000]);
        }
    }

    @Override
    public void printsAHundredThousandLines() {
        for (int line = 1; line <= 100_000; line++) {
            System.out.println("line " + line);
        }
    }

    @Override
    public void closesSystemOut() {
        System.out.println("before");
        System.out.close();
        System.out.println("after");
    }

    @Override
    public void leavesAThreadThatIsNoDaemon() {
        Thread thread = new Thread(this::spins, "no-daemon");
        thread.setDaemon(false);
        thread.start();
    }

    @Override
    public void listensOnAPortInUse() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket holder = new ServerSocket(0, 1, loopback)) {
            new ServerSocket(holder.getLocalPort(), 1, loopback).close();
        }
    }
}
