package dev.watchworks.workbook.traps;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;

/**
 * A program that opens watch after watch. One thread reads it, and another ends it while events arrive. It has a JVM of its
 * own, because OkHttp's pool of buffers is one for the whole JVM, and what breaks there stays broken.
 *
 * <p>Its exit code tells whether a reader got anything but a word that its watch has ended.
 */
final class WatchEndRaceMain {

    static final int ALL_WELL = 0;
    static final int BROKEN = 42;

    private static final int PODS = 300;
    /** Far more than it takes to open one watch, read it and end it. */
    private static final Duration STUCK = Duration.ofSeconds(20);

    private WatchEndRaceMain() {}

    /** {@code close} or {@code cancel}, and how many watches at most. */
    public static void main(String[] arguments) throws Exception {
        boolean closes = arguments[0].equals("close");
        try (ExperimentFixture experiment = new ExperimentFixture()) {
            for (int pod = 0; pod < PODS; pod++) {
                experiment.createPod("web-" + pod);
            }
            ApiClient client = experiment.client();
            for (int watch = 1; watch <= Integer.parseInt(arguments[1]); watch++) {
                AtomicReference<Throwable> read = new AtomicReference<>();
                Thread round = new Thread(() -> read.set(endOne(client, closes)));
                round.setDaemon(true);
                round.start();
                round.join(STUCK.toMillis());
                boolean hangs = round.isAlive();
                if (hangs || !saysThatItEnded(read.get())) {
                    System.out.printf("watch %d brought %s%n", watch, hangs ? "nothing: it hangs" : read.get());
                    Runtime.getRuntime().halt(BROKEN);
                }
            }
        }
        Runtime.getRuntime().halt(ALL_WELL);
    }

    /** What its reader got, or whoever opened or ended it; null for the end of the stream. */
    private static Throwable endOne(ApiClient client, boolean closes) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        try {
            Call call = ExperimentFixture.callForPods(client);
            Watch<V1Pod> watch = ExperimentFixture.watchPods(client, call);
            AtomicInteger events = new AtomicInteger();
            Thread reader = new Thread(() -> {
                try (watch) {
                    while (watch.hasNext()) {
                        watch.next();
                        events.incrementAndGet();
                    }
                } catch (Throwable failure) {
                    thrown.set(failure);
                }
            });
            reader.setDaemon(true);
            reader.start();
            int enough = ThreadLocalRandom.current().nextInt(PODS * 3 / 4);
            while (events.get() < enough && reader.isAlive()) {
                Thread.onSpinWait();
            }
            if (closes) {
                watch.close();
            } else {
                call.cancel();
            }
            reader.join();
        } catch (Throwable failure) {
            thrown.compareAndSet(null, failure);
        }
        return thrown.get();
    }

    private static boolean saysThatItEnded(Throwable read) {
        if (read == null) {
            return true;
        }
        Throwable reason = read;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return reason instanceof IOException
                || String.valueOf(reason.getMessage()).equals("closed");
    }
}
