package dev.watchworks.runner.answer;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.source.Compilation;
import dev.watchworks.runner.source.JavaFile;
import dev.watchworks.runner.source.SourceMethod;
import dev.watchworks.runner.source.SourceParser;
import dev.watchworks.runner.source.TextSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts the starter back in place of what a learner wrote, after saving it.
 *
 * @param saved keeps what was there
 */
public record StarterReset(SavedAnswers saved) {

    private static final String MARKER_IMPORT = "import dev.watchworks.todo.Todo;";

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package [^;]+;");

    /**
     * Puts the starter of a whole lesson back. Files that the learner added are removed with the rest.
     *
     * @return the folder with what was there
     * @throws AnswerException when the learner's files cannot be saved or written
     */
    public Path resetLesson(Lesson lesson) throws AnswerException {
        KeptStarter starter = KeptStarter.of(lesson);
        Path before = saved.save(lesson);
        try {
            for (Path file : lesson.starter()) {
                String path =
                        SavedAnswers.sources(lesson).relativize(file).toString().replace('\\', '/');
                if (!starter.files().containsKey(path)) {
                    Files.delete(file);
                }
            }
            write(lesson, starter.files());
            return before;
        } catch (IOException unwritable) {
            throw unwritten(unwritable, before);
        }
    }

    /**
     * Puts the starter's bodies back into the methods of one step. Fields, other methods and other classes stay.
     *
     * @return the folder with what was there
     * @throws AnswerException when a method of the step is not found, or a file cannot be saved or written
     */
    public Path resetStep(Lesson lesson, int step) throws AnswerException {
        SortedMap<String, String> changed = new TreeMap<>();
        KeptStarter starter = KeptStarter.of(lesson);
        for (Map.Entry<String, List<SourceMethod>> entry :
                starter.methodsOf(step).entrySet()) {
            String file = entry.getKey();
            String text = Objects.requireNonNull(starter.files().get(file), file);
            changed.put(file, withStarterBodies(lesson, file, text, entry.getValue()));
        }
        if (changed.isEmpty()) {
            throw new AnswerException("Lesson " + lesson + " has no step " + step + " to reset.");
        }
        Path before = saved.save(lesson);
        try {
            write(lesson, changed);
            return before;
        } catch (IOException unwritable) {
            throw unwritten(unwritable, before);
        }
    }

    private static String withStarterBodies(Lesson lesson, String file, String starter, List<SourceMethod> methods)
            throws AnswerException {
        Path place = SavedAnswers.sources(lesson).resolve(file);
        String text = read(place, lesson);
        List<Compilation.Problem> problems = SourceParser.problems(new TextSource(KeptStarter.fileName(file), text));
        if (!problems.isEmpty()) {
            throw cannot(
                    lesson,
                    place + " cannot be read as Java: line " + problems.get(0).line() + ", "
                            + problems.get(0).message());
        }
        Map<String, String> bodies = methods.stream()
                .collect(Collectors.toMap(
                        SourceMethod::key, method -> starter.substring(method.bodyStart(), method.bodyEnd())));
        JavaFile answer = JavaFile.parse(KeptStarter.fileName(file), text);
        for (SourceMethod method : methods) {
            if (answer.methods().stream().noneMatch(found -> found.key().equals(method.key()))) {
                throw cannot(lesson, place + " has no method " + method.key());
            }
        }
        return withMarkerImport(
                answer.withBodies(method -> bodies.containsKey(method.key()), method -> bodies.get(method.key())));
    }

    /** A learner who has written all steps may have removed the import that the starter's bodies need. */
    private static String withMarkerImport(String text) {
        return text.contains(MARKER_IMPORT) ? text : PACKAGE.matcher(text).replaceFirst("$0\n" + MARKER_IMPORT);
    }

    private static String read(Path file, Lesson lesson) throws AnswerException {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw cannot(lesson, file + " cannot be read (" + unreadable + ")");
        }
    }

    private static AnswerException cannot(Lesson lesson, String reason) {
        return new AnswerException("The step cannot be reset alone: " + reason
                + ". Nothing is changed. To put the whole lesson back: ./lab reset " + lesson + ".");
    }

    private static AnswerException unwritten(IOException reason, Path before) {
        return new AnswerException(
                "The starter is not complete (" + reason + "). What was there before is in " + before + ".");
    }

    private static void write(Lesson lesson, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            SavedAnswers.replace(SavedAnswers.sources(lesson).resolve(file.getKey()), file.getValue());
        }
    }
}
