package dev.watchworks.labkit.lesson;

import dev.watchworks.labkit.verdict.Diagnosis;
import dev.watchworks.labkit.verdict.WrongAnswerError;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/** Makes objects of the learner's class. */
public final class AnswerFactory {

    private AnswerFactory() {}

    /**
     * Makes an object of the learner's class with its constructor without parameters.
     *
     * @param lesson the lesson's interface
     * @param name the simple name of the class; it must be in the package of the interface
     * @throws WrongAnswerError when the class or its constructor is missing, or does not fit the interface
     * @throws Exception when the constructor throws it
     */
    public static <T> T make(Class<T> lesson, String name) throws Exception {
        String expected = "a class " + name + " that implements " + lesson.getSimpleName();
        Class<?> type = find(lesson, name, expected);
        if (!lesson.isAssignableFrom(type)) {
            throw wrong(expected, "your class " + name + " does not implement it");
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return lesson.cast(constructor.newInstance());
        } catch (NoSuchMethodException missing) {
            throw wrong(expected + " and has a constructor without parameters", "the class no longer has one");
        } catch (InstantiationException isAbstract) {
            throw wrong(expected, "your class " + name + " is abstract");
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown.getCause();
        }
    }

    private static Class<?> find(Class<?> lesson, String name, String expected) {
        try {
            return Class.forName(lesson.getPackageName() + "." + name, true, lesson.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw wrong(expected + " in the package " + lesson.getPackageName(), "there is no such class");
        }
    }

    private static WrongAnswerError wrong(String expected, String found) {
        return new WrongAnswerError(
                Diagnosis.of(expected, found)
                        .because(
                                "the checks create your object by this name: rename the class back, and do not change the interface"));
    }
}
