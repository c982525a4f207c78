package dev.watchworks.workbook.claim;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.StepText;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.workbook.source.DocComments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the tasks of a lesson say, without markup.
 *
 * @param sentences the sentences of each step's task, from the README and from the interface's Javadoc
 * @param quotable by step, all text that a claim may quote: the task, the Javadoc and the hints
 */
public record TaskText(SortedMap<Integer, List<String>> sentences, SortedMap<Integer, String> quotable) {

    private static final Pattern STEP = Pattern.compile("(?m)^## Step (\\d+)\\b.*$");

    /** A task begins with its name in bold, and ends at the line for client-go or at the next headline. */
    private static final Pattern TASK = Pattern.compile("(?ms)^\\*\\*Task\\.\\*\\*(.*?)(?=^In client-go|^#|\\z)");

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```");

    private static final Pattern TABLE_HEAD = Pattern.compile("(?m)^\\|.*\\|\\n\\|[-| ]+\\|\\n");

    private static final Pattern JAVADOC_STEP = Pattern.compile("^\\s*Step (\\d+):");

    private static final Pattern BLOCK_TAG = Pattern.compile("@(?:param \\S+|return|throws \\S+)");

    /** Reads the tasks of a lesson. */
    public static TaskText of(Lesson lesson) {
        SortedMap<Integer, List<String>> sentences = new TreeMap<>();
        SortedMap<Integer, String> quotable = new TreeMap<>();
        readme(lesson, sentences);
        javadoc(lesson, sentences);
        sentences.forEach(
                (step, all) -> quotable.put(step, String.join(" ", all) + " " + PlainText.of(hints(lesson, step))));
        return new TaskText(sentences, quotable);
    }

    private static void readme(Lesson lesson, SortedMap<Integer, List<String>> sentences) {
        String readme = Workbook.read(lesson.folder().resolve("README.md"));
        Matcher steps = STEP.matcher(readme);
        while (steps.find()) {
            int step = Integer.parseInt(steps.group(1));
            Matcher task = TASK.matcher(StepText.of(lesson, step).markdown());
            while (task.find()) {
                add(sentences, step, blocks(task.group(1)));
            }
        }
    }

    /** The paragraphs, list items and table cells of a task. */
    private static Stream<String> blocks(String task) {
        String prose = TABLE_HEAD.matcher(CODE.matcher(task).replaceAll("")).replaceAll("\n");
        return Stream.of(prose.split("\\n\\s*\\n|\\n(?=[-|])|(?<=\\|)\\n"))
                .flatMap(block -> block.startsWith("|") ? Stream.of(block.split("\\|")) : Stream.of(block));
    }

    private static void javadoc(Lesson lesson, SortedMap<Integer, List<String>> sentences) {
        for (Path file : lesson.given()) {
            for (String comment : DocComments.ofMethods(file)) {
                Matcher step = JAVADOC_STEP.matcher(comment);
                if (step.find()) {
                    String text = comment.substring(step.end());
                    add(sentences, Integer.parseInt(step.group(1)), Stream.of(BLOCK_TAG.split(text)));
                }
            }
        }
    }

    private static void add(SortedMap<Integer, List<String>> sentences, int step, Stream<String> blocks) {
        List<String> all = sentences.computeIfAbsent(step, first -> new ArrayList<>());
        blocks.map(PlainText::of)
                .flatMap(block -> PlainText.sentences(block).stream())
                .filter(sentence -> sentence.matches(".*\\w.*"))
                .forEach(all::add);
    }

    private static String hints(Lesson lesson, int step) {
        Path hints = lesson.folder().resolve("hints/step-" + step + ".md");
        return Files.exists(hints) ? Workbook.read(hints) : "";
    }
}
