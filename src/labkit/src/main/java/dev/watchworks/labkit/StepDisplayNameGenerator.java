package dev.watchworks.labkit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Makes {@code Step 3: prints a line for each deployment} from the name of the check's method. */
final class StepDisplayNameGenerator extends DisplayNameGenerator.Standard {

    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> testClass, Method method) {
        Step step = method.getAnnotation(Step.class);
        return (step == null ? "" : "Step " + step.value() + ": ") + words(method.getName());
    }

    /** Splits a method's name into words: {@code printsEachPod} becomes {@code prints each pod}. */
    static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
