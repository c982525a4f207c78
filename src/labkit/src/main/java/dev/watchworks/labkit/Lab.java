package dev.watchworks.labkit;

import dev.watchworks.gateway.Gateway;
import dev.watchworks.gateway.wire.Timeline;
import dev.watchworks.labkit.engine.CheckRun;
import dev.watchworks.labkit.engine.ThrowingRunnable;
import dev.watchworks.labkit.fixture.CheckFixture;
import dev.watchworks.labkit.fixture.cluster.GatewayConnection;
import dev.watchworks.labkit.fixture.cluster.LabCluster;
import dev.watchworks.labkit.lesson.AnswerFactory;
import dev.watchworks.labkit.output.CapturedOutput;
import dev.watchworks.labkit.report.timeline.CheckTimeline;
import dev.watchworks.labkit.report.timeline.TimelineSnapshot;
import dev.watchworks.labkit.slf4j.LogBuffer;
import dev.watchworks.labkit.slf4j.LogLine;
import io.kubernetes.client.openapi.ApiClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The bench of one check: a namespace of its own on a cluster, ways to it, and eyes on what the learner's code does. */
public final class Lab {

    /** Nearly a check's deadline: what is measured has waits of its own, which tell more. */
    private static final Duration MEASUREMENT_PATIENCE = Duration.ofSeconds(25);

    private final CheckRun run;
    private final Optional<CheckFixture> bench;
    private final String newAnswer;
    private final CheckTimeline timeline = new CheckTimeline();
    private final List<BackgroundTask> background = new CopyOnWriteArrayList<>();
    private final Deque<ThrowingRunnable> endings = new ArrayDeque<>();
    private volatile boolean allowLeftoverThreads;
    private volatile Callable<Object> measurement = () -> {
        throw new IllegalStateException("a check that measures must be marked @StartEarly");
    };
    private @Nullable BackgroundTask measuring;
    private volatile @Nullable Object measured;

    Lab(CheckRun run, Optional<CheckFixture> bench, String answer) {
        this.run = run;
        this.bench = bench;
        this.newAnswer = answer;
    }

    /** A namespace that was created for this check and is empty but for what every namespace has. */
    public String namespace() {
        return bench().namespace();
    }

    /** The client for the learner's code, through the gateway. */
    public ApiClient client() {
        return bench().client();
    }

    /** A kubeconfig for the learner's code: through the gateway, its context in {@link #namespace()}. */
    public Path kubeconfig() {
        return bench().kubeconfig();
    }

    /** The way of the learner's code: the gateway's address, token and authority. */
    public GatewayConnection connection() {
        return bench().connection();
    }

    /** What went over the wire between the learner's code and the gateway; see also {@link WireDescription}. */
    public Timeline wire() {
        return bench().gateway().timeline();
    }

    /** The gateway in front of the cluster, where faults are armed. */
    public Gateway gateway() {
        return bench().gateway();
    }

    /** The check's own client, which bypasses the gateway: what it does is not seen on the wire. */
    public ApiClient directClient() {
        return bench().directClient();
    }

    /** Creates, changes and deletes things in {@link #namespace()}, bypassing the gateway. */
    public ClusterActions cluster() {
        return new ClusterActions(directClient(), namespace(), timeline);
    }

    /** Forgets the cluster's history: a watch from any earlier version gets 410. Needs {@link OwnCluster}. */
    public void compact() {
        LabCluster cluster = bench().ownCluster()
                .orElseThrow(() -> new IllegalStateException("a check that compacts must be marked @OwnCluster"));
        cluster.compact();
    }

    /**
     * What happened in this check, on one clock. The wire, the output and {@link #cluster()} are in it by themselves; a
     * check that sees a handler called or a queue used writes it down here.
     */
    public CheckTimeline timeline() {
        return timeline;
    }

    /** The story of the check up to now. */
    TimelineSnapshot timelineSnapshot() {
        return timeline.snapshot(bench.map(open -> open.gateway().timeline()).orElse(null), run.output());
    }

    /** What the learner's code printed since the check began. */
    public CapturedOutput output() {
        return run.output();
    }

    /** What libraries logged since the check began, client-java above all. */
    public List<LogLine> log() {
        return LogBuffer.lines();
    }

    /** Another fresh object of the learner's class. */
    public <T> T newAnswer(Class<T> lesson) throws Exception {
        return AnswerFactory.make(lesson, newAnswer);
    }

    /**
     * Runs learner's code in the background. If it fails, the check's next wait ends with that failure; at the check's end
     * it is interrupted.
     */
    public BackgroundTask start(String name, ThrowingRunnable task) {
        BackgroundTask running = BackgroundTask.start(task, attempt -> run.start(name, attempt));
        background.add(running);
        return running;
    }

    /**
     * What was measured for a check that is marked {@link StartEarly}: waits for it, if it has begun, or measures now.
     *
     * @throws Exception what the measurement throws
     */
    public <T> T measured(Class<T> type) throws Exception {
        if (measuring == null) {
            return type.cast(measurement.call());
        }
        expect("the check's own measurement to come to its end")
                .within(MEASUREMENT_PATIENCE)
                .until(() -> measured != null)
                .otherwise(() -> "it goes on and on");
        return type.cast(Objects.requireNonNull(measured));
    }

    void measureWith(Callable<Object> how) {
        measurement = how;
    }

    void beginToMeasure() {
        measuring = start("measurement", () -> measured = measurement.call());
    }

    /** Begins an expectation; the words go on from "expected …", as in {@code a line `new Pod: web`}. */
    public Expectation expect(String what) {
        return new Expectation(what, this::throwIfPointless);
    }

    /** Runs this after the check, whatever comes of it; the last one registered runs first. What it throws is dropped. */
    public void atEnd(ThrowingRunnable task) {
        synchronized (endings) {
            endings.push(task);
        }
    }

    /** The threads that came to life in this check and live now, without those that clients share. */
    public List<Thread> threads() {
        return run.threads();
    }

    /** Lets the check pass although threads of the learner's code live on, where to stop them is a later step. */
    public void allowLeftoverThreads() {
        allowLeftoverThreads = true;
    }

    private CheckFixture bench() {
        return bench.orElseThrow();
    }

    boolean allowsLeftoverThreads() {
        return allowLeftoverThreads;
    }

    private void throwIfPointless() {
        run.throwIfPointless();
        Optional<Throwable> failure = backgroundFailure();
        if (failure.isPresent()) {
            throw new BackgroundTaskFailure(failure.get());
        }
    }

    /** What the first of the background runs threw that was not allowed to fail. */
    Optional<Throwable> backgroundFailure() {
        return background.stream()
                .map(BackgroundTask::unexpectedFailure)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Asks all that runs in the background to stop, and runs what was registered for the end. */
    void end() {
        background.forEach(BackgroundTask::stop);
        synchronized (endings) {
            while (!endings.isEmpty()) {
                quietly(endings.pop());
            }
        }
    }

    private static void quietly(ThrowingRunnable task) {
        try {
            task.run();
        } catch (Throwable dropped) {
            // the check's verdict stands; tidying up must not change it
        }
    }
}
