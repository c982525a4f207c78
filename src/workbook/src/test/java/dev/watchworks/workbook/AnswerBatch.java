package dev.watchworks.workbook;

import dev.watchworks.workbook.lesson.Lesson;
import dev.watchworks.workbook.lesson.Workbook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Some of the answers to one lesson, for one JVM.
 *
 * @param lesson whose
 * @param answers the wrong or the right ones
 */
record AnswerBatch<T>(Lesson lesson, List<T> answers) {

    /** Narrows the proofs down to these answers, with commas between them: {@code 01-raw-watch/without-watch-true}. */
    static final String ONLY = "workbook.only";

    /** So many of them take about as long as the other proofs of a lesson. */
    private static final int MOST = 6;

    /** The answers to each lesson, as the property {@link #ONLY} wants them, in portions of about the same size. */
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

    /** Fails with all that is the matter, if anything is. */
    static void failWith(List<String> complaints) {
        if (!complaints.isEmpty()) {
            throw new AssertionError("\n\n" + String.join("\n\n", complaints) + "\n");
        }
    }

    /** The lessons of which something is wanted. */
    static List<Lesson> lessons() {
        return Workbook.here().lessons().stream()
                .filter(lesson ->
                        isWanted(lesson.name()) || only().anyMatch(wanted -> wanted.startsWith(lesson.name() + "/")))
                .toList();
    }

    /** Whether an answer such as {@code 01-raw-watch/without-watch-true}, or all of a lesson, is wanted. */
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
