package dev.watchworks.lesson.informer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An executor whose time passes only in {@link #advance}, which also runs the tasks, on the thread of its caller. */
final class DeterministicScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>();
    private long now;
    private long lastNumber;
    private boolean shutdown;

    /** Lets the time pass, and runs each task when its time comes. */
    void advance(Duration time) {
        long end = now() + time.toNanos();
        for (Optional<Task<?>> due = next(end); due.isPresent(); due = next(end)) {
            due.get().runOnce();
        }
        set(end);
    }

    private synchronized Optional<Task<?>> next(long end) {
        if (tasks.isEmpty() || tasks.peek().due > end) {
            return Optional.empty();
        }
        Task<?> first = tasks.poll();
        now = Math.max(now, first.due);
        return Optional.of(first);
    }

    private synchronized long now() {
        return now;
    }

    private synchronized void set(long time) {
        now = time;
    }

    private synchronized <T> Task<T> add(Callable<T> work, long delay, long period, TimeUnit unit) {
        if (shutdown) {
            throw new RejectedExecutionException("this executor is shut down");
        }
        Task<T> task = new Task<>(work, now + Math.max(0, unit.toNanos(delay)), unit.toNanos(period), ++lastNumber);
        tasks.add(task);
        return task;
    }

    private synchronized void addAgain(Task<?> task) {
        if (!shutdown) {
            task.due = now + task.period;
            tasks.add(task);
        }
    }

    @Override
    public void execute(Runnable work) {
        schedule(work, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
        return schedule(callable(work), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> work, long delay, TimeUnit unit) {
        return add(work, delay, 0, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable work, long delay, long period, TimeUnit unit) {
        if (period <= 0) {
            throw new IllegalArgumentException("the period must be positive, not " + period);
        }
        return add(callable(work), delay, period, unit);
    }

    /** Does the same as {@link #scheduleAtFixedRate}, because no time passes while a task runs. */
    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable work, long delay, long period, TimeUnit unit) {
        return scheduleAtFixedRate(work, delay, period, unit);
    }

    private static Callable<Void> callable(Runnable work) {
        return () -> {
            work.run();
            return null;
        };
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown = true;
        List<Runnable> waiting = new ArrayList<>(tasks);
        tasks.clear();
        return waiting;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public synchronized boolean isTerminated() {
        return shutdown && tasks.isEmpty();
    }

    @Override
    public boolean awaitTermination(long time, TimeUnit unit) {
        return isTerminated();
    }

    /** A task with its time. After an exception it does not run again, as in a real executor. */
    private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {

        private final long period;
        private final long number;
        private long due;

        Task(Callable<V> work, long due, long period, long number) {
            super(work);
            this.due = due;
            this.period = period;
            this.number = number;
        }

        void runOnce() {
            if (period == 0) {
                run();
            } else if (runAndReset()) {
                addAgain(this);
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - now(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Comparator.<Task<?>>comparingLong(task -> task.due)
                    .thenComparingLong(task -> task.number)
                    .compare(this, (Task<?>) other);
        }
    }
}
