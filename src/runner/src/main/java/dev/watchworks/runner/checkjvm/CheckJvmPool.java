package dev.watchworks.runner.checkjvm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A pool of JVMs that run checks. Each JVM is used again, because its start takes longer than most answers do. A JVM in
 * which an answer left something behind is ended.
 */
public final class CheckJvmPool implements AutoCloseable {

    private final Path folder;
    private final Deque<CheckJvm> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger number = new AtomicInteger();

    /**
     * Creates a pool without a running JVM.
     *
     * @param folder the folder for the output of the JVMs
     */
    public CheckJvmPool(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs checks, one request after the other.
     *
     * @param mostForARun how long the checks of one request may take
     * @return the results of each request
     * @throws IOException when a JVM does not start
     */
    public List<List<CheckResult>> run(List<CheckRequest> runs, Duration mostForARun)
            throws IOException, InterruptedException {
        List<List<CheckResult>> results = new ArrayList<>();
        for (CheckRequest run : runs) {
            CheckJvm jvm = take();
            boolean isKept = false;
            try {
                results.add(jvm.run(run, mostForARun));
                isKept = jvm.takesAnother();
            } finally {
                if (isKept) {
                    idle.push(jvm);
                } else {
                    jvm.close();
                }
            }
        }
        return results;
    }

    private CheckJvm take() throws IOException {
        CheckJvm jvm = idle.poll();
        while (jvm != null && !jvm.takesAnother()) {
            jvm.close();
            jvm = idle.poll();
        }
        return jvm == null
                ? CheckJvm.start(folder.resolve("jvm-" + number.incrementAndGet()), CheckJvmCluster.options())
                : jvm;
    }

    /** Returns how many JVMs were started. */
    public int started() {
        return number.get();
    }

    /** Ends all JVMs. */
    @Override
    public void close() {
        idle.forEach(CheckJvm::close);
    }
}
