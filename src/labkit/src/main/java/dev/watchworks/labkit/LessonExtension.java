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

/** Runs each check of a lesson in a lab of its own and turns what comes of it into a verdict. */
final class LessonExtension implements BeforeAllCallback, ExecutionCondition, ParameterResolver, InvocationInterceptor {

    /** The system property that narrows a run down to one step. */
    private static final String STEP_PROPERTY = "step";

    private static final Namespace NAMESPACE = Namespace.create(LessonExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        LessonFolder folder = folder(context);
        for (Method method : context.getRequiredTestClass().getDeclaredMethods()) {
            Step step = method.getAnnotation(Step.class);
            if (step != null) {
                // fails where a step has no title or no hints, in whatever run comes first
                folder.step(step.value());
            }
        }
        Optional<Integer> wanted = wantedStep();
        if (wanted.isPresent() && !folder.steps().contains(wanted.get())) {
            throw new IllegalArgumentException("Lesson %s has no step %d; its steps are %s."
                    .formatted(folder.name(), wanted.get(), folder.steps()));
        }
        WarmUp.begin(cluster(context));
        measurements(context);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Step> step = context.getTestMethod().map(method -> method.getAnnotation(Step.class));
        if (step.isEmpty()) {
            return ConditionEvaluationResult.enabled("not a check");
        }
        if (!isAskedFor(step.get())) {
            return ConditionEvaluationResult.disabled(
                    "only step " + wantedStep().orElseThrow() + " was asked for");
        }
        return cluster(context)
                .unusableReason()
                .or(() -> context.getTestMethod()
                        .flatMap(check -> cluster(context)
                                .cannotRun(
                                        check.isAnnotationPresent(OwnCluster.class),
                                        check.isAnnotationPresent(NeedsAllNamespaces.class))))
                .map(reason -> ConditionEvaluationResult.disabled(NotRunReason.reason(reason)))
                .orElse(ConditionEvaluationResult.enabled("nothing is in its way"));
    }

    private static boolean isAskedFor(Step step) {
        return wantedStep().map(wanted -> wanted == step.value()).orElse(true);
    }

    private static Optional<Integer> wantedStep() {
        String step = System.getProperty(STEP_PROPERTY, "");
        try {
            return step.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(step));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("-Dstep takes the number of a step, not \"" + step + "\".", noNumber);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Lab.class || type.isInterface();
    }

    /** Null: the real arguments are made on the check's own thread, where the learner's constructor may do anything. */
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
        new CheckExecution(
                        folder(context),
                        lesson,
                        check.getExecutable(),
                        context.getRequiredTestInstance(),
                        timelines(context))
                .run(cluster(context), benches(context), measurements(context).take(check.getExecutable()));
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

    /** A run that was pointed at a lesson from elsewhere leaves no page in it: several may run at once. */
    private static TimelineReport timelines(ExtensionContext context) {
        LessonFolder folder = folder(context);
        boolean isElsewhere =
                context.getConfigurationParameter(LessonChecks.ROOT_PARAMETER).isPresent();
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(
                "timelines of " + folder.name(),
                key -> new TimelineReport(folder.name(), isElsewhere ? Optional.empty() : Optional.of(folder.place())),
                TimelineReport.class);
    }

    private static SharedCluster cluster(ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(SharedCluster.class, key -> new SharedCluster(), SharedCluster.class);
    }

    /** Begun where the run begins. */
    private static EarlyMeasurements measurements(ExtensionContext context) {
        SharedCluster cluster = cluster(context);
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(
                EarlyMeasurements.class,
                key -> EarlyMeasurements.begin(
                        PlannedTestMethods.all().stream()
                                .filter(check -> isAskedFor(check.getAnnotation(Step.class)))
                                .toList(),
                        cluster),
                EarlyMeasurements.class);
    }

    private static CheckFixtures benches(ExtensionContext context) {
        SharedCluster cluster = cluster(context);
        String lesson = lesson(context).value();
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(
                "benches of " + lesson, key -> new CheckFixtures(cluster, lesson), CheckFixtures.class);
    }
}
