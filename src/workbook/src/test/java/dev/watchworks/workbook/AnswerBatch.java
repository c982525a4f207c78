package dev.watchworks.workbook;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Some of the answers to one lesson, for one JVM.
 *
 * @param lesson the lesson
 * @param answers wrong or right answers
 */
record AnswerBatch<T>(Lesson lesson, List<T> answers) {

    /**
     * The property that limits the proofs to these answers, separated by commas: {@code
     * 01-raw-watch/without-watch-true}.
     */
    static final String ONLY = "workbook.only";

    /** This many answers take about as long as the other proofs of a lesson. */
    private static final int MOST = 6;

    /**
     * Returns the answers to each lesson that the property {@link #ONLY} selects, in batches of about the same size.
     */
    static <T> Stream<AnswerBatch<T>> portions(Function<Lesson, List<T>> answers) {
        return Workbook.here().lessons().stream().flatMap(lesson -> {
            List<T> wanted = answers.apply(lesson).stream()
                    .filter(answer -> isWanted(answer.toString()))
                    .toList();
            int portions = (wanted.size() + MOST - 1) / MOST;
            List<AnswerBatch<T>> chosen = new ArrayList<>();
            for (int first = 0; first < portions; first++) {
                List<T> portion = new ArrayList<>();
                for (int index = first; index < wanted.size(); index += portions) {
                    portion.add(wanted.get(index));
                }
                chosen.add(new AnswerBatch<>(lesson, portion));
            }
            return chosen.stream();
        });
    }

    /** Fails with all problems, if there are any. */
    static void failWith(List<String> complaints) {
        if (!complaints.isEmpty()) {
            throw new AssertionError("\n\n" + String.join("\n\n", complaints) + "\n");
        }
    }

    /** Returns the lessons that the property selects. */
    static List<Lesson> lessons() {
        return Workbook.here().lessons().stream()
                .filter(lesson ->
                        isWanted(lesson.name()) || only().anyMatch(wanted -> wanted.startsWith(lesson.name() + "/")))
                .toList();
    }

    /**
     * Whether the property selects an answer such as {@code 01-raw-watch/without-watch-true}, or all answers to a
     * lesson.
     */
    static boolean isWanted(String label) {
        return System.getProperty(ONLY, "").isEmpty()
                || only().anyMatch(wanted -> label.equals(wanted) || label.startsWith(wanted + "/"));
    }

    private static Stream<String> only() {
        return Arrays.stream(System.getProperty(ONLY, "").split(",")).map(String::strip);
    }

    @Override
    public String toString() {
        return answers.size() + " of " + lesson + ", " + answers.get(0) + " …";
    }
}
