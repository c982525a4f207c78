package dev.watchworks.labkit;

import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Runs checks in the order of their steps, so that the lowest step fails first. */
public final class StepOrderer implements MethodOrderer, ClassOrderer {

    @Override
    public void orderMethods(MethodOrdererContext context) {
        context.getMethodDescriptors()
                .sort(Comparator.comparingInt(StepOrderer::step)
                        .thenComparing(descriptor -> descriptor.getMethod().getName()));
    }

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparingInt(StepOrderer::lowestStep));
    }

    private static int step(MethodDescriptor check) {
        return check.findAnnotation(Step.class).map(Step::value).orElse(Integer.MAX_VALUE);
    }

    private static int lowestStep(ClassDescriptor checks) {
        return Arrays.stream(checks.getTestClass().getDeclaredMethods())
                .map(method -> method.getAnnotation(Step.class))
                .mapToInt(step -> step == null ? Integer.MAX_VALUE : step.value())
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
