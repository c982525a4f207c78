package dev.watchworks.labkit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/**
 * Runs checks in the order of their steps, and of each step in the order that its checks declare, so that the lowest step
 * and its most basic cause fail first.
 */
public final class StepOrderer implements MethodOrderer, ClassOrderer {

    private static final Comparator<@Nullable Step> BY_STEP =
            Comparator.nullsLast(Comparator.comparingInt(Step::value).thenComparingInt(Step::order));

    @Override
    public void orderMethods(MethodOrdererContext context) {
        context.getMethodDescriptors()
                .sort(Comparator.comparing(StepOrderer::step, BY_STEP)
                        .thenComparing(descriptor -> descriptor.getMethod().getName()));
    }

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(StepOrderer::firstStep, BY_STEP));
    }

    private static @Nullable Step step(MethodDescriptor check) {
        return check.findAnnotation(Step.class).orElse(null);
    }

    private static @Nullable Step firstStep(ClassDescriptor checks) {
        return Arrays.stream(checks.getTestClass().getDeclaredMethods())
                .map(method -> method.getAnnotation(Step.class))
                .filter(Objects::nonNull)
                .min(BY_STEP)
                .orElse(null);
    }
}
