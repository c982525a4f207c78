package dev.watchworks.workbook.run;

import dev.watchworks.labkit.fixture.cluster.Clusters;
import dev.watchworks.runner.checkjvm.CheckJvmPool;
import dev.watchworks.runner.checkjvm.CheckRequest;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.source.Compilation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.JavaFileObject;

/** Runs the checks of a lesson on answers. The checks are compiled once, each answer is compiled by itself. */
public final class AnswerChecker {

    /** Longer than all checks of a lesson take together when each of them times out. */
    private static final Duration MOST_FOR_A_RUN = Duration.ofMinutes(10);

    /** The proofs run several JVMs at once, on any machine. */
    private static final int PATIENCE = 5;

    /** A real cluster is slower, and it uses processors of this machine. */
    private static final int PATIENCE_WITH_A_REAL_CLUSTER = 2;

    private final Lesson lesson;
    private final Path folder;
    private final CheckJvmPool jvms;

    /**
     * Compiles a lesson's checks.
     *
     * @param folder the folder for everything that is built
     * @param jvms the JVMs that run the checks
     */
    public AnswerChecker(Lesson lesson, Path folder, CheckJvmPool jvms) {
        this.lesson = lesson;
        this.folder = folder;
        this.jvms = jvms;
        List<JavaFileObject> sources = new ArrayList<>(Compilation.files(lesson.given()));
        sources.addAll(Compilation.files(lesson.checks()));
        // The learner's class is left out: the checks may use nothing but the interface.
        Compilation.of(sources, List.of(), checks()).orThrow("lessons/" + lesson + " without its starter");
    }

    /**
     * Compiles an answer, and returns the request to check it.
     *
     * @param name the answer's name, for the folder
     * @param sources the learner's classes; the interface is added
     * @param place the folder of the lesson or of its solution
     * @param step the one step to check, or 0 for all
     */
    public CheckRequest prepare(String name, List<JavaFileObject> sources, Path place, int step) {
        List<JavaFileObject> all = new ArrayList<>(Compilation.files(lesson.given()));
        all.addAll(sources);
        Path answer = folder.resolve(name);
        Compilation.of(all, List.of(), answer).orThrow("the answer " + name + " to " + lesson);
        return CheckRequest.of(
                answer,
                checks(),
                lesson.folder().resolve("src/test/resources"),
                place,
                step == 0 ? Set.of() : Set.of(step));
    }

    /** Runs the checks one after the other, in as many JVMs as it takes to isolate the answers. */
    public List<List<CheckResult>> run(List<CheckRequest> runs) throws IOException, InterruptedException {
        return run(runs, Map.of());
    }

    /** Runs the checks with system properties. */
    public List<List<CheckResult>> run(List<CheckRequest> runs, Map<String, String> properties)
            throws IOException, InterruptedException {
        int patience = Clusters.selected().equals(Clusters.EMBEDDED) ? 1 : PATIENCE_WITH_A_REAL_CLUSTER;
        return run(runs, patience, properties);
    }

    /** Runs the checks of each request until one of them finds the answer wrong. */
    public List<List<CheckResult>> runUntilFailure(List<CheckRequest> runs) throws IOException, InterruptedException {
        return run(runs, Map.of(CheckRequest.UNTIL_FAILURE, "true"));
    }

    /** Runs the checks with long time-outs, for right answers: a slow machine must not make them fail. */
    public List<List<CheckResult>> runWithLongTimeouts(List<CheckRequest> runs)
            throws IOException, InterruptedException {
        return run(runs, PATIENCE, Map.of());
    }

    private List<List<CheckResult>> run(List<CheckRequest> runs, int patience, Map<String, String> properties)
            throws IOException, InterruptedException {
        Map<String, String> all = new TreeMap<>(properties);
        all.put("lab.patience", Integer.toString(patience));
        return jvms.run(runs.stream().map(run -> run.with(all)).toList(), MOST_FOR_A_RUN);
    }

    private Path checks() {
        return folder.resolve("checks");
    }
}
