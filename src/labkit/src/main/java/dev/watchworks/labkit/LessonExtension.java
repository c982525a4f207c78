package dev.watchworks.labkit;

import dev.watchworks.labkit.engine.NotRunReason;
import dev.watchworks.labkit.fixture.CheckFixtures;
import dev.watchworks.labkit.fixture.SharedCluster;
import dev.watchworks.labkit.fixture.WarmUp;
import dev.watchworks.labkit.lesson.LessonFolder;
import dev.watchworks.labkit.report.timeline.TimelineReport;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** The JUnit extension behind {@link LessonChecks}: runs each check in a lab of its own and reports its verdict. */
final class LessonExtension implements BeforeAllCallback, ExecutionCondition, ParameterResolver, InvocationInterceptor {

    /** The system property that selects a step, or several with commas between them. */
    private static final String STEP_PROPERTY = "step";

    private static final Namespace NAMESPACE = Namespace.create(LessonExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        LessonFolder folder = folder(context);
        for (Method method : context.getRequiredTestClass().getDeclaredMethods()) {
            Step step = method.getAnnotation(Step.class);
            if (step != null) {
                // throws when a step has no title or no hints, so that the first run of an author finds it
                folder.step(step.value());
            }
        }
        selectedSteps().stream()
                .filter(selected -> !folder.steps().contains(selected))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException("Lesson %s has no step %d; its steps are %s."
                            .formatted(folder.name(), unknown, folder.steps()));
                });
        WarmUp.start(cluster(context));
        earlyMeasurements(context);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Step> step = context.getTestMethod().map(method -> method.getAnnotation(Step.class));
        if (step.isEmpty()) {
            return ConditionEvaluationResult.enabled("not a check");
        }
        if (!isSelected(step.get())) {
            return ConditionEvaluationResult.disabled(
                    "only step " + System.getProperty(STEP_PROPERTY) + " is selected");
        }
        return cluster(context)
                .unusableReason()
                .or(() -> context.getTestMethod()
                        .flatMap(check -> cluster(context)
                                .cannotRun(
                                        check.isAnnotationPresent(OwnCluster.class),
                                        check.isAnnotationPresent(NeedsAllNamespaces.class))))
                .map(reason -> ConditionEvaluationResult.disabled(NotRunReason.of(reason)))
                .orElse(ConditionEvaluationResult.enabled("it can run"));
    }

    private static boolean isSelected(Step step) {
        SortedSet<Integer> selected = selectedSteps();
        return selected.isEmpty() || selected.contains(step.value());
    }

    /** The steps that the property selects, or none when it selects all. */
    private static SortedSet<Integer> selectedSteps() {
        String steps = System.getProperty(STEP_PROPERTY, "");
        SortedSet<Integer> selected = new TreeSet<>();
        try {
            for (String step : steps.isEmpty() ? new String[0] : steps.split(",", -1)) {
                selected.add(Integer.valueOf(step));
            }
            return selected;
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("-Dstep takes the number of a step, not \"" + steps + "\".", notANumber);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Lab.class || type.isInterface();
    }

    /**
     * Returns null: the check's own thread makes the arguments, because the learner's constructor may block or throw.
     */
    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> check, ExtensionContext context)
            throws Throwable {
        invocation.skip();
        LessonChecks lesson = lesson(context);
        CheckExecution execution = new CheckExecution(
                folder(context), lesson, check.getExecutable(), context.getRequiredTestInstance(), timelines(context));
        execution.run(
                cluster(context), fixtures(context), earlyMeasurements(context).take(check.getExecutable()));
        execution.notes().forEach(note -> context.publishReportEntry(note.entry()));
    }

    private static LessonChecks lesson(ExtensionContext context) {
        return context.getRequiredTestClass().getAnnotation(LessonChecks.class);
    }

    private static LessonFolder folder(ExtensionContext context) {
        String name = lesson(context).value();
        return context.getConfigurationParameter(LessonChecks.ROOT_PARAMETER)
                .map(root -> LessonFolder.find(name, Path.of(root)))
                .orElseGet(() -> LessonFolder.of(name, context.getRequiredTestClass()));
    }

    private static TimelineReport timelines(ExtensionContext context) {
        LessonFolder folder = folder(context);
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(
                "timelines of " + folder.name(),
                key -> new TimelineReport(folder.name(), timelineFolder(context, folder)),
                TimelineReport.class);
    }

    /**
     * Where the page with the timelines is written. There is none when a parameter names the lesson's folder, because several
     * such runs may use it at the same time, unless another parameter names a folder for the page.
     */
    private static Optional<Path> timelineFolder(ExtensionContext context, LessonFolder folder) {
        return context.getConfigurationParameter(LessonChecks.ROOT_PARAMETER).isEmpty()
                ? Optional.of(folder.folder())
                : context.getConfigurationParameter(LessonChecks.TIMELINE_PARAMETER)
                        .filter(named -> !named.isEmpty())
                        .map(Path::of);
    }

    private static SharedCluster cluster(ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(SharedCluster.class, key -> new SharedCluster(), SharedCluster.class);
    }

    /** Starts the measurements at the first call, which the first class of checks makes. */
    private static EarlyMeasurements earlyMeasurements(ExtensionContext context) {
        SharedCluster cluster = cluster(context);
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(
                EarlyMeasurements.class,
                key -> EarlyMeasurements.start(LessonExtension::isSelected, cluster),
                EarlyMeasurements.class);
    }

    private static CheckFixtures fixtures(ExtensionContext context) {
        SharedCluster cluster = cluster(context);
        String lesson = lesson(context).value();
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(
                "fixtures of " + lesson, key -> new CheckFixtures(cluster, lesson), CheckFixtures.class);
    }
}
