package dev.watchworks.labkit;

import dev.watchworks.labkit.engine.CheckOutcome;
import dev.watchworks.labkit.engine.CheckSandbox;
import dev.watchworks.labkit.engine.Judge;
import dev.watchworks.labkit.engine.LearnerFrames;
import dev.watchworks.labkit.engine.LeftoverThreads;
import dev.watchworks.labkit.engine.TimeoutFactor;
import dev.watchworks.labkit.fixture.CheckFixture;
import dev.watchworks.labkit.fixture.CheckFixtures;
import dev.watchworks.labkit.fixture.SharedCluster;
import dev.watchworks.labkit.fixture.cluster.ConnectedCluster;
import dev.watchworks.labkit.lesson.AnswerFactory;
import dev.watchworks.labkit.lesson.LessonFolder;
import dev.watchworks.labkit.report.FailureDetails;
import dev.watchworks.labkit.report.FindingFormatter;
import dev.watchworks.labkit.report.WireTranscript;
import dev.watchworks.labkit.report.timeline.TimelineReport;
import dev.watchworks.labkit.report.timeline.TimelineSnapshot;
import dev.watchworks.labkit.slf4j.LogBuffer;
import dev.watchworks.labkit.slf4j.LogLine;
import dev.watchworks.labkit.verdict.CheckFailedError;
import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.EnvironmentException;
import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.MeasurementNote;
import dev.watchworks.labkit.verdict.SeenEvent;
import dev.watchworks.labkit.verdict.StepReference;
import dev.watchworks.labkit.verdict.Verdict;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs one check: opens its lab, runs it, closes the lab and judges. */
final class CheckExecution {

    /** How long a learner's thread may take to end after it was interrupted and its connections were closed. */
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final LessonChecks lesson;
    private final Method check;
    private final Object checks;
    private final StepReference step;
    private final Judge judge;
    private final TimelineReport timelines;

    /** The last requests when the check ended, before its fixture was closed. */
    private List<String> wire = List.of();

    /** The log lines of libraries at that time. */
    private List<LogLine> log = List.of();

    /** The timeline at that time. */
    private TimelineSnapshot snapshot = TimelineSnapshot.empty();

    /** What the check measured. */
    private List<MeasurementNote> notes = List.of();

    CheckExecution(LessonFolder folder, LessonChecks lesson, Method check, Object checks, TimelineReport timelines) {
        this.timelines = timelines;
        this.lesson = lesson;
        this.check = check;
        this.checks = checks;
        Step marked = check.getAnnotation(Step.class);
        this.step = folder.step(marked.value());
        Class<?> lessonType = Arrays.stream(check.getParameterTypes())
                .filter(type -> type != Lab.class)
                .findFirst()
                .orElse(check.getDeclaringClass());
        this.judge = new Judge(
                LearnerFrames.of(lessonType),
                StepDisplayNameGenerator.words(check.getName()),
                TimeoutFactor.applyTo(Duration.ofSeconds(marked.deadlineSeconds())));
    }

    /**
     * Runs the check.
     *
     * @param started the check's measurement where it has started before the check's turn
     * @throws CheckFailedError when the check does not pass
     */
    void run(SharedCluster shared, CheckFixtures fixtures, Optional<EarlyMeasurements.Started> started) {
        CheckSandbox run = started.map(EarlyMeasurements.Started::run).orElseGet(() -> new CheckSandbox(step.step()));
        LogBuffer.clear();
        Optional<CheckFixture> fixture;
        try {
            fixture = Arrays.asList(check.getParameterTypes()).contains(Lab.class)
                    ? Optional.of(
                            started.map(EarlyMeasurements.Started::fixture).orElseGet(() -> openFixture(fixtures)))
                    : Optional.empty();
        } catch (EnvironmentException environment) {
            throw failure(
                    run,
                    judge.judge(run, new CheckOutcome.Threw(environment), List.of())
                            .orElseThrow());
        }
        Lab lab = started.map(EarlyMeasurements.Started::lab).orElseGet(() -> newLab(run, fixture));
        Optional<Judge.Failure> failure = run(run, lab, fixture, shared);
        notes = failure.isPresent() ? List.of() : lab.measurementNotes();
        timelines.add(
                step,
                StepDisplayNameGenerator.words(check.getName()),
                failure.map(Judge.Failure::verdict).orElse(Verdict.DONE),
                failure.map(Judge.Failure::diagnosis),
                notes,
                snapshot);
        if (failure.isPresent()) {
            throw failure(run, failure.get());
        }
    }

    /** What the check measured; empty when it did not pass. */
    List<MeasurementNote> notes() {
        return notes;
    }

    private Lab newLab(CheckSandbox run, Optional<CheckFixture> fixture) {
        Lab lab = new Lab(run, fixture, lesson.answer());
        EarlyMeasurements.measureInTurn(check, lab);
        return lab;
    }

    private CheckFixture openFixture(CheckFixtures fixtures) {
        if (!check.isAnnotationPresent(OwnCluster.class)) {
            return fixtures.take();
        }
        ConnectedCluster cluster = SharedCluster.start();
        try {
            return CheckFixture.open(cluster, true, lesson.value());
        } catch (EnvironmentException environment) {
            cluster.close();
            throw environment;
        }
    }

    private Optional<Judge.Failure> run(
            CheckSandbox run, Lab lab, Optional<CheckFixture> fixture, SharedCluster shared) {
        CheckOutcome outcome = withBackgroundFailure(run.run(() -> invoke(lab), judge.deadline()), lab);
        List<Throwable> uncaught = run.uncaught();
        Optional<Judge.Failure> failure = judge.judge(run, outcome, uncaught);
        snapshot = lab.timelineSnapshot();
        wire = fixture.map(open -> WireTranscript.lines(open.gateway().timeline(), lab.timeline()))
                .orElse(List.of());
        log = LogBuffer.lines();
        LeftoverThreads leftovers = end(run, lab, fixture);
        if (outcome instanceof CheckOutcome.Exited) {
            shared.markUnusable("step " + step.step() + " called System.exit, and this JVM is about to end");
        } else if (!leftovers.spinning().isEmpty()
                || (outcome instanceof CheckOutcome.TimedOut
                        && !leftovers.alive().isEmpty())) {
            shared.markUnusable("code of step " + step.step() + " is still running");
        }
        if (failure.isPresent()
                || (lab.allowsLeftoverThreads() && leftovers.spinning().isEmpty())) {
            return failure;
        }
        return judge.judge(leftovers);
    }

    private void invoke(Lab lab) throws Throwable {
        Object[] arguments = new Object[check.getParameterCount()];
        for (int index = 0; index < arguments.length; index++) {
            Class<?> type = check.getParameterTypes()[index];
            arguments[index] = type == Lab.class ? lab : AnswerFactory.make(type, lesson.answer());
        }
        try {
            check.setAccessible(true);
            check.invoke(checks, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** Makes the failure of a background task the outcome of the check, also of a check that returned. */
    private static CheckOutcome withBackgroundFailure(CheckOutcome outcome, Lab lab) {
        if (outcome instanceof CheckOutcome.Threw threw && threw.thrown() instanceof BackgroundTaskFailure background) {
            return new CheckOutcome.Threw(background.failure());
        }
        if (outcome instanceof CheckOutcome.Returned) {
            return lab.backgroundFailure()
                    .<CheckOutcome>map(CheckOutcome.Threw::new)
                    .orElse(outcome);
        }
        return outcome;
    }

    /** Ends all threads of a check and closes its fixture. */
    static LeftoverThreads end(CheckSandbox run, Lab lab, Optional<CheckFixture> fixture) {
        // tasks for the end may be learner's code, so they run on a thread that need not return
        Thread ending = run.start("end-of-check", lab::end);
        try {
            ending.join(TimeoutFactor.applyTo(LONGEST_END).toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        fixture.ifPresent(CheckFixture::close);
        return run.end(TimeoutFactor.applyTo(LONGEST_END));
    }

    private CheckFailedError failure(CheckSandbox run, Judge.Failure failure) {
        List<String> details = failure.verdict() == Verdict.TODO || failure.verdict() == Verdict.ENVIRONMENT
                ? List.of()
                : FailureDetails.of(run.output(), log, wire, failure.frames());
        boolean showsTimeline = failure.verdict() == Verdict.WRONG || failure.verdict() == Verdict.HUNG;
        Diagnosis diagnosis = failure.diagnosis();
        List<SeenEvent> seen = showsTimeline
                ? snapshot.excerpt(FindingFormatter.MOST_SEEN, diagnosis.expected() + " " + diagnosis.found())
                : List.of();
        Finding finding = new Finding(step, failure.verdict(), diagnosis, seen, details);
        String message = String.join("\n", FindingFormatter.format(finding));
        StackTraceElement[] frames = Stream.concat(failure.frames().stream(), Stream.of(checkFrame()))
                .toArray(StackTraceElement[]::new);
        return new CheckFailedError(message, finding, frames);
    }

    /** Makes an IDE jump to the check when the failure has no frame of the learner. */
    private StackTraceElement checkFrame() {
        Class<?> type = check.getDeclaringClass();
        return new StackTraceElement(type.getName(), check.getName(), type.getSimpleName() + ".java", -1);
    }
}
