package dev.watchworks.workbook.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * JVMs that run checks, each of them again and again: to start one and to load into it what every check uses takes longer
 * than most answers do. One in which an answer left something behind is ended.
 */
public final class CheckJvmPool implements AutoCloseable {

    private final Path folder;
    private final Deque<CheckJvm> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger number = new AtomicInteger();

    /**
     * None is started yet.
     *
     * @param folder where their screens are kept
     */
    public CheckJvmPool(Path folder) {
        this.folder = folder;
    }

    /** Runs them, one after the other. */
    List<List<CheckResult>> run(List<CheckRequest> runs, Duration mostForARun)
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

    /** How many were started. */
    int started() {
        return number.get();
    }

    /** Ends them. */
    @Override
    public void close() {
        idle.forEach(CheckJvm::close);
    }
}
