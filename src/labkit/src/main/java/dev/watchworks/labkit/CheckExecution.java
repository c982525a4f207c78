package dev.watchworks.labkit;

import dev.watchworks.labkit.cluster.ReachedCluster;
import dev.watchworks.labkit.engine.CheckRun;
import dev.watchworks.labkit.engine.Judge;
import dev.watchworks.labkit.engine.LearnerCode;
import dev.watchworks.labkit.engine.Leftovers;
import dev.watchworks.labkit.engine.Outcome;
import dev.watchworks.labkit.lesson.Answers;
import dev.watchworks.labkit.lesson.LessonFolder;
import dev.watchworks.labkit.slf4j.LogLine;
import dev.watchworks.labkit.slf4j.LogMemory;
import dev.watchworks.labkit.timeline.Moment;
import dev.watchworks.labkit.timeline.Story;
import dev.watchworks.labkit.timeline.Timelines;
import dev.watchworks.labkit.verdict.CheckFailure;
import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import dev.watchworks.labkit.verdict.Finding;
import dev.watchworks.labkit.verdict.StepName;
import dev.watchworks.labkit.verdict.Telling;
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
    private final StepName step;
    private final Judge judge;
    private final Timelines timelines;

    /** What went over the wire until the check ended, and not while it was torn down. */
    private List<String> wire = List.of();

    /** What libraries logged until then. */
    private List<LogLine> log = List.of();

    /** What happened until then. */
    private Story story = Story.empty();

    CheckExecution(LessonFolder folder, LessonChecks lesson, Method check, Object checks, Timelines timelines) {
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
                LearnerCode.beside(beside),
                StepDisplayNames.words(check.getName()),
                Patience.stretched(Duration.ofSeconds(marked.deadlineSeconds())));
    }

    /** Runs the check, which may have begun to measure before, and throws for JUnit if it does not pass. */
    void run(SharedCluster shared, Benches benches, Optional<Measurement> begun) {
        CheckRun run = begun.map(Measurement::run).orElseGet(() -> new CheckRun(step.step()));
        LogMemory.clear();
        Optional<LabBench> bench;
        try {
            bench = Arrays.asList(check.getParameterTypes()).contains(Lab.class)
                    ? Optional.of(begun.map(Measurement::bench).orElseGet(() -> openBench(benches)))
                    : Optional.empty();
        } catch (EnvironmentTrouble trouble) {
            throw failure(
                    run, judge.rule(run, new Outcome.Threw(trouble), List.of()).orElseThrow());
        }
        Lab lab = begun.map(Measurement::lab).orElseGet(() -> newLab(run, bench));
        Optional<Judge.Ruling> ruling = run(run, lab, bench, shared);
        String verdict = ruling.map(Judge.Ruling::verdict).orElse(Verdict.DONE).name();
        timelines.add(step.step(), step.title(), StepDisplayNames.words(check.getName()), verdict, story);
        if (ruling.isPresent()) {
            throw failure(run, ruling.get());
        }
    }

    private Lab newLab(CheckRun run, Optional<LabBench> bench) {
        Lab lab = new Lab(run, bench, lesson.answer());
        if (check.isAnnotationPresent(Ahead.class)) {
            lab.measureWith(() -> Measurement.measure(check, lab));
        }
        return lab;
    }

    private LabBench openBench(Benches benches) {
        if (!check.isAnnotationPresent(OwnCluster.class)) {
            return benches.take();
        }
        ReachedCluster cluster = SharedCluster.start();
        try {
            return LabBench.open(cluster, true, lesson.value());
        } catch (EnvironmentTrouble trouble) {
            cluster.close();
            throw trouble;
        }
    }

    private Optional<Judge.Ruling> run(CheckRun run, Lab lab, Optional<LabBench> bench, SharedCluster shared) {
        Outcome outcome = unwrapped(run.run(() -> invoke(lab), judge.deadline()), lab);
        List<Throwable> uncaught = run.uncaught();
        Optional<Judge.Ruling> ruling = judge.rule(run, outcome, uncaught);
        story = lab.story();
        wire = bench.map(open -> WireWords.transcript(open.gateway().timeline(), Details.MOST_EXCHANGES))
                .orElse(List.of());
        log = LogMemory.lines();
        Leftovers leftovers = end(run, lab, bench);
        if (outcome instanceof Outcome.Exited) {
            shared.spoil("step " + step.step() + " called System.exit, and this JVM only waits for its end");
        } else if (!leftovers.spinning().isEmpty()
                || (outcome instanceof Outcome.TimedOut && !leftovers.alive().isEmpty())) {
            shared.spoil("code of step " + step.step() + " is still running");
        }
        if (ruling.isPresent() || (lab.mayThreadsStay() && leftovers.spinning().isEmpty())) {
            return ruling;
        }
        return judge.rule(leftovers);
    }

    private void invoke(Lab lab) throws Throwable {
        Object[] arguments = new Object[check.getParameterCount()];
        for (int index = 0; index < arguments.length; index++) {
            Class<?> type = check.getParameterTypes()[index];
            arguments[index] = type == Lab.class ? lab : Answers.make(type, lesson.answer());
        }
        try {
            check.setAccessible(true);
            check.invoke(checks, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** A check that passed while its background failed did not pass. */
    private static Outcome unwrapped(Outcome outcome, Lab lab) {
        if (outcome instanceof Outcome.Threw threw && threw.thrown() instanceof BackgroundFailure background) {
            return new Outcome.Threw(background.failure());
        }
        if (outcome instanceof Outcome.Returned) {
            return lab.backgroundFailure().<Outcome>map(Outcome.Threw::new).orElse(outcome);
        }
        return outcome;
    }

    /** Ends all that a check began. */
    static Leftovers end(CheckRun run, Lab lab, Optional<LabBench> bench) {
        // what the check registered for its end may be learner's code, so it runs on a thread that can be left behind
        Thread ending = run.start("end-of-check", lab::end);
        try {
            ending.join(Patience.stretched(END_PATIENCE).toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        bench.ifPresent(LabBench::close);
        return run.end(Patience.stretched(END_PATIENCE));
    }

    private CheckFailure failure(CheckRun run, Judge.Ruling ruling) {
        List<String> details = ruling.verdict() == Verdict.TODO || ruling.verdict() == Verdict.ENVIRONMENT
                ? List.of()
                : Details.of(run.output(), log, wire, ruling.frames());
        boolean isTold = ruling.verdict() == Verdict.WRONG || ruling.verdict() == Verdict.HUNG;
        List<Moment> seen = isTold ? story.excerpt(Telling.MOST_SEEN) : List.of();
        Finding finding = new Finding(step, ruling.verdict(), ruling.diagnosis(), seen, details);
        String message = String.join("\n", Telling.inFull(finding));
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
