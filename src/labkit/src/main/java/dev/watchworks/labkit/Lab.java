package dev.watchworks.labkit;

import dev.watchworks.gateway.Gateway;
import dev.watchworks.gateway.wire.WireLog;
import dev.watchworks.labkit.engine.CheckSandbox;
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
import dev.watchworks.labkit.verdict.MeasurementNote;
import io.kubernetes.client.openapi.ApiClient;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives one check a namespace of its own, clients for the cluster, and a view of what the learner's code does. */
public final class Lab {

    private final CheckSandbox run;
    private final Optional<CheckFixture> fixture;
    private final String answer;
    private final CheckTimeline timeline = new CheckTimeline();
    private final List<BackgroundTask> background = new CopyOnWriteArrayList<>();
    private final List<MeasurementNote> notes = new CopyOnWriteArrayList<>();
    private final Deque<ThrowingRunnable> endings = new ArrayDeque<>();
    private volatile boolean allowsLeftoverThreads;
    private volatile Callable<Object> measurement = () -> {
        throw new IllegalStateException("a check that calls measured must be marked @StartEarly");
    };

    Lab(CheckSandbox run, Optional<CheckFixture> fixture, String answer) {
        this.run = run;
        this.fixture = fixture;
        this.answer = answer;
    }

    /** The namespace of this check, which holds only what Kubernetes puts into each new namespace. */
    public String namespace() {
        return fixture().namespace();
    }

    /** The client for the learner's code; it goes through the gateway. */
    public ApiClient client() {
        return fixture().client();
    }

    /** A kubeconfig for the learner's code: it goes through the gateway, and its context is {@link #namespace()}. */
    public Path kubeconfig() {
        return fixture().kubeconfig();
    }

    /** The gateway's address, token and certificate authority, for the learner's code. */
    public GatewayConnection connection() {
        return fixture().connection();
    }

    /**
     * The requests, responses and watch events between the learner's code and the gateway; see {@link WireDescription}.
     */
    public WireLog wire() {
        return fixture().gateway().timeline();
    }

    /** The gateway in front of the cluster, with which a check makes faults. */
    public Gateway gateway() {
        return fixture().gateway();
    }

    /**
     * Marks a client as the check's. The timeline says "the check" for the requests of this client, and "your code" for
     * all others. Use it when the check itself sends requests through the gateway; the client of a measurement is marked
     * already.
     *
     * @return the same client
     */
    public ApiClient asCheck(ApiClient client) {
        return client.setUserAgent(CheckTimeline.USER_AGENT_OF_THE_CHECK);
    }

    /** The check's own client. It bypasses the gateway, so {@link #wire()} does not show its requests. */
    public ApiClient directClient() {
        return fixture().directClient();
    }

    /** Creates, changes and deletes objects in {@link #namespace()}, and bypasses the gateway. */
    public ClusterActions cluster() {
        return new ClusterActions(directClient(), namespace(), timeline);
    }

    /**
     * Makes the cluster forget its history, so that a watch from any earlier version gets 410.
     *
     * @throws IllegalStateException when the check is not marked {@link OwnCluster}
     */
    public void compact() {
        LabCluster own = fixture()
                .ownCluster()
                .orElseThrow(() -> new IllegalStateException("a check that compacts must be marked @OwnCluster"));
        own.compact();
    }

    /**
     * The events of this check in order of time. It contains the wire, the output and the actions of {@link
     * #cluster()}; a check adds the calls of a handler or of a queue.
     */
    public CheckTimeline timeline() {
        return timeline;
    }

    /** The timeline up to now. */
    TimelineSnapshot timelineSnapshot() {
        return timeline.snapshot(fixture.map(open -> open.gateway().timeline()).orElse(null), run.output());
    }

    /** The lines that the learner's code has printed since the check began. */
    public CapturedOutput output() {
        return run.output();
    }

    /** The lines that libraries, mainly client-java, have logged since the check began. */
    public List<LogLine> log() {
        return LogBuffer.lines();
    }

    /**
     * Makes a new object of the learner's class.
     *
     * @param lesson the lesson's interface
     * @throws Exception when the learner's constructor throws it
     */
    public <T> T newAnswer(Class<T> lesson) throws Exception {
        return AnswerFactory.make(lesson, answer);
    }

    /**
     * Runs the learner's code in the background.
     *
     * <p>When the code fails, the next wait of the check ends with that failure. At the end of the check, the thread is
     * interrupted.
     */
    public BackgroundTask start(String name, ThrowingRunnable task) {
        BackgroundTask running = BackgroundTask.start(task, attempt -> run.start(name, attempt));
        background.add(running);
        return running;
    }

    /**
     * The result of the measurement that {@link StartEarly} names. Waits for a measurement that has started, or else
     * measures now.
     *
     * @throws Exception when the measurement throws it
     */
    public <T> T measured(Class<T> type) throws Exception {
        return type.cast(measurement.call());
    }

    /**
     * Explains to the learner what the check of a prediction measured. The summary shows it after a right prediction, so
     * call it at the end of the check, once for each number.
     *
     * @param measured the result, such as {@code three watches are 3 requests}
     * @param why the reason for this result, as a sentence
     */
    public void explainMeasurement(String measured, String why) {
        notes.add(new MeasurementNote(measured, why));
    }

    List<MeasurementNote> measurementNotes() {
        return List.copyOf(notes);
    }

    /** Sets what {@link #measured} calls. */
    void measureWith(Callable<Object> how) {
        measurement = how;
    }

    /**
     * Begins an expectation.
     *
     * @param what continues "expected …", as in {@code a line `new Pod: web`}
     */
    public Expectation expect(String what) {
        return new Expectation(what, this::throwIfPointless);
    }

    /** Runs the task after the check, whatever its verdict. The last task runs first; their exceptions are ignored. */
    public void atEnd(ThrowingRunnable task) {
        synchronized (endings) {
            endings.push(task);
        }
    }

    /** The live threads that were started in this check, without those that all HTTP clients share. */
    public List<Thread> threads() {
        return run.threads();
    }

    /** Lets the check pass although threads of the learner's code still run, because a later step stops them. */
    public void allowLeftoverThreads() {
        allowsLeftoverThreads = true;
    }

    boolean allowsLeftoverThreads() {
        return allowsLeftoverThreads;
    }

    private CheckFixture fixture() {
        return fixture.orElseThrow();
    }

    private void throwIfPointless() {
        run.throwIfPointless();
        Optional<Throwable> failure = backgroundFailure();
        if (failure.isPresent()) {
            throw new BackgroundTaskFailure(failure.get());
        }
    }

    /** The failure of the first background task that failed and was not allowed to, or empty. */
    Optional<Throwable> backgroundFailure() {
        return background.stream()
                .map(BackgroundTask::unexpectedFailure)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Interrupts all background tasks, then runs the tasks that were registered for the end. */
    void end() {
        background.forEach(BackgroundTask::stop);
        synchronized (endings) {
            while (!endings.isEmpty()) {
                runIgnoringFailure(endings.pop());
            }
        }
    }

    private static void runIgnoringFailure(ThrowingRunnable task) {
        try {
            task.run();
        } catch (Throwable ignored) {
            // the verdict is already known, and cleaning up must not change it
        }
    }
}
