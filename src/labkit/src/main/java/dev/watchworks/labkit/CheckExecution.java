package dev.watchworks.labkit;

import dev.watchworks.labkit.engine.CheckOutcome;
import dev.watchworks.labkit.engine.CheckRun;
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
import dev.watchworks.labkit.verdict.CheckFailure;
import dev.watchworks.labkit.verdict.EnvironmentException;
import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.StepReference;
import dev.watchworks.labkit.verdict.Verdict;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One run of one check, from its lab to its verdict. */
final class CheckExecution {

    /** What a learner's thread may take to come back once it was interrupted and its connections were ended. */
    private static final Duration END_PATIENCE = Duration.ofSeconds(2);

    private final LessonChecks lesson;
    private final Method check;
    private final Object checks;
    private final StepReference step;
    private final Judge judge;
    private final TimelineReport timelines;

    /** What went over the wire until the check ended, and not while it was torn down. */
    private List<String> wire = List.of();

    /** What libraries logged until then. */
    private List<LogLine> log = List.of();

    /** What happened until then. */
    private TimelineSnapshot story = TimelineSnapshot.empty();

    CheckExecution(LessonFolder folder, LessonChecks lesson, Method check, Object checks, TimelineReport timelines) {
        this.timelines = timelines;
        this.lesson = lesson;
        this.check = check;
        this.checks = checks;
        Step marked = check.getAnnotation(Step.class);
        this.step = folder.step(marked.value());
        Class<?> beside = Arrays.stream(check.getParameterTypes())
                .filter(type -> type != Lab.class)
                .findFirst()
                .orElse(check.getDeclaringClass());
        this.judge = new Judge(
                LearnerFrames.nextTo(beside),
                StepDisplayNameGenerator.words(check.getName()),
                TimeoutFactor.applyTo(Duration.ofSeconds(marked.deadlineSeconds())));
    }

    /** Runs the check, which may have begun to measure before, and throws for JUnit if it does not pass. */
    void run(SharedCluster shared, CheckFixtures benches, Optional<EarlyMeasurement> begun) {
        CheckRun run = begun.map(EarlyMeasurement::run).orElseGet(() -> new CheckRun(step.step()));
        LogBuffer.clear();
        Optional<CheckFixture> bench;
        try {
            bench = Arrays.asList(check.getParameterTypes()).contains(Lab.class)
                    ? Optional.of(begun.map(EarlyMeasurement::bench).orElseGet(() -> openBench(benches)))
                    : Optional.empty();
        } catch (EnvironmentException trouble) {
            throw failure(
                    run,
                    judge.judge(run, new CheckOutcome.Threw(trouble), List.of()).orElseThrow());
        }
        Lab lab = begun.map(EarlyMeasurement::lab).orElseGet(() -> newLab(run, bench));
        Optional<Judge.Failure> ruling = run(run, lab, bench, shared);
        String verdict = ruling.map(Judge.Failure::verdict).orElse(Verdict.DONE).name();
        timelines.add(step.step(), step.title(), StepDisplayNameGenerator.words(check.getName()), verdict, story);
        if (ruling.isPresent()) {
            throw failure(run, ruling.get());
        }
    }

    private Lab newLab(CheckRun run, Optional<CheckFixture> bench) {
        Lab lab = new Lab(run, bench, lesson.answer());
        if (check.isAnnotationPresent(StartEarly.class)) {
            lab.measureWith(() -> EarlyMeasurement.measure(check, lab));
        }
        return lab;
    }

    private CheckFixture openBench(CheckFixtures benches) {
        if (!check.isAnnotationPresent(OwnCluster.class)) {
            return benches.take();
        }
        ConnectedCluster cluster = SharedCluster.start();
        try {
            return CheckFixture.open(cluster, true, lesson.value());
        } catch (EnvironmentException trouble) {
            cluster.close();
            throw trouble;
        }
    }

    private Optional<Judge.Failure> run(CheckRun run, Lab lab, Optional<CheckFixture> bench, SharedCluster shared) {
        CheckOutcome outcome = unwrapped(run.run(() -> invoke(lab), judge.deadline()), lab);
        List<Throwable> uncaught = run.uncaught();
        Optional<Judge.Failure> ruling = judge.judge(run, outcome, uncaught);
        story = lab.timelineSnapshot();
        wire = bench.map(open -> WireTranscript.lines(open.gateway().timeline(), FailureDetails.MOST_EXCHANGES))
                .orElse(List.of());
        log = LogBuffer.lines();
        LeftoverThreads leftovers = end(run, lab, bench);
        if (outcome instanceof CheckOutcome.Exited) {
            shared.markUnusable("step " + step.step() + " called System.exit, and this JVM only waits for its end");
        } else if (!leftovers.spinning().isEmpty()
                || (outcome instanceof CheckOutcome.TimedOut
                        && !leftovers.alive().isEmpty())) {
            shared.markUnusable("code of step " + step.step() + " is still running");
        }
        if (ruling.isPresent()
                || (lab.allowsLeftoverThreads() && leftovers.spinning().isEmpty())) {
            return ruling;
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

    /** A check that passed while its background failed did not pass. */
    private static CheckOutcome unwrapped(CheckOutcome outcome, Lab lab) {
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

    /** Ends all that a check began. */
    static LeftoverThreads end(CheckRun run, Lab lab, Optional<CheckFixture> bench) {
        // what the check registered for its end may be learner's code, so it runs on a thread that can be left behind
        Thread ending = run.start("end-of-check", lab::end);
        try {
            ending.join(TimeoutFactor.applyTo(END_PATIENCE).toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        bench.ifPresent(CheckFixture::close);
        return run.end(TimeoutFactor.applyTo(END_PATIENCE));
    }

    private CheckFailure failure(CheckRun run, Judge.Failure ruling) {
        List<String> details = ruling.verdict() == Verdict.TODO || ruling.verdict() == Verdict.ENVIRONMENT
                ? List.of()
                : FailureDetails.of(run.output(), log, wire, ruling.frames());
        boolean isTold = ruling.verdict() == Verdict.WRONG || ruling.verdict() == Verdict.HUNG;
        List<String> seen = isTold
                ? story.excerpt(FindingFormatter.MOST_SEEN).stream()
                        .map(event -> event.time() + " " + event.text())
                        .toList()
                : List.of();
        Finding finding = new Finding(step, ruling.verdict(), ruling.diagnosis(), seen, details);
        String message = String.join("\n", FindingFormatter.format(finding));
        StackTraceElement[] frames =
                Stream.concat(ruling.frames().stream(), Stream.of(checkFrame())).toArray(StackTraceElement[]::new);
        return new CheckFailure(message, finding, frames);
    }

    /** Leads an IDE to the check where none of the learner's frames can be shown. */
    private StackTraceElement checkFrame() {
        Class<?> type = check.getDeclaringClass();
        return new StackTraceElement(type.getName(), check.getName(), type.getSimpleName() + ".java", -1);
    }
}
