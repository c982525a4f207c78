package dev.watchworks.runner.checkjvm;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A pool of JVMs that run checks. Each JVM is used again, because its start takes longer than most answers do. A JVM in
 * which an answer left something behind is ended.
 */
public final class CheckJvmPool implements AutoCloseable {

    private final Path folder;
    private final String classPath;
    private final Deque<CheckJvm> idle = new ConcurrentLinkedDeque<>();
    private final Set<CheckJvm> all = ConcurrentHashMap.newKeySet();
    private final AtomicInteger number = new AtomicInteger();
    private volatile boolean isClosed;

    /**
     * Creates a pool without a running JVM. Its JVMs have the class path of this one.
     *
     * @param folder the folder for the output of the JVMs
     */
    public CheckJvmPool(Path folder) {
        this(folder, System.getProperty("java.class.path"));
    }

    /**
     * Creates a pool without a running JVM.
     *
     * @param folder the folder for the output of the JVMs
     * @param classPath their class path: this module, and all that it needs
     */
    public CheckJvmPool(Path folder, String classPath) {
        this.folder = folder;
        // the JVMs have working folders of their own
        this.classPath = Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
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
            List<CheckResult> ofRun = new ArrayList<>();
            run(run, mostForARun, new CheckRun(), ofRun::add);
            results.add(ofRun);
        }
        return results;
    }

    /**
     * Runs the checks of one request.
     *
     * @param most how long they may take
     * @param handle cancels the run
     * @param onResult gets each result as soon as it is known
     * @return what the answer has left behind in the JVM, as a clause without a subject; empty when it is used again
     * @throws IOException when a JVM does not start
     */
    public Optional<String> run(CheckRequest request, Duration most, CheckRun handle, Consumer<CheckResult> onResult)
            throws IOException, InterruptedException {
        return run(take(), request, most, handle, onResult);
    }

    /**
     * Starts another JVM, which then waits in the pool.
     *
     * @throws IOException when the JVM does not start
     */
    public void add() throws IOException {
        idle.push(start());
    }

    /**
     * Starts another JVM, and runs a request in it to load what all runs need. Afterwards the JVM waits in the pool.
     *
     * @throws IOException when the JVM does not start
     */
    public void addWarm(CheckRequest request, Duration most) throws IOException, InterruptedException {
        var unused = run(start(), request, most, new CheckRun(), result -> {});
    }

    private Optional<String> run(
            CheckJvm jvm, CheckRequest request, Duration most, CheckRun handle, Consumer<CheckResult> onResult)
            throws IOException, InterruptedException {
        boolean isKept = false;
        try {
            if (handle.begin(jvm)) {
                jvm.run(request, most, onResult);
            }
            isKept = jvm.takesAnother() && !isClosed;
            return jvm.spoilt();
        } finally {
            handle.end();
            if (isKept) {
                idle.push(jvm);
            } else {
                end(jvm);
            }
        }
    }

    private CheckJvm take() throws IOException {
        CheckJvm jvm = idle.poll();
        while (jvm != null && !jvm.takesAnother()) {
            end(jvm);
            jvm = idle.poll();
        }
        return jvm == null ? start() : jvm;
    }

    private CheckJvm start() throws IOException {
        CheckJvm started =
                CheckJvm.start(folder.resolve("jvm-" + number.incrementAndGet()), classPath, CheckJvmCluster.options());
        all.add(started);
        if (isClosed) {
            end(started);
            throw new IOException("The JVMs for the checks are ended.");
        }
        return started;
    }

    private void end(CheckJvm jvm) {
        all.remove(jvm);
        jvm.close();
    }

    /** Returns how many JVMs were started. */
    public int started() {
        return number.get();
    }

    /** Ends JVMs that wait for a run until no more than this many wait. */
    public void trim(int most) {
        while (idle.size() > most) {
            CheckJvm surplus = idle.pollLast();
            if (surplus != null) {
                end(surplus);
            }
        }
    }

    /** Returns how many JVMs wait for a run. */
    public int waiting() {
        return idle.size();
    }

    /** Ends all JVMs, also those that run. */
    @Override
    public void close() {
        isClosed = true;
        List.copyOf(all).forEach(this::end);
    }
}
