package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each command in a page or a table can be run. LinksTest checks modules and steps. */
class DocumentedCommandsTest {

    private static final Pattern COMMAND =
            Pattern.compile("(?:^|`)(?:[A-Z_]+=\\S+ )?(\\./mvnw|mvnw\\.cmd|\\./lab) ([^`#\\n]+)", Pattern.MULTILINE);
    private static final Pattern PROPERTY_IN_CODE =
            Pattern.compile("\"((?:lab|workbook|conformance|bench|trial)\\.[a-z.0-9]+|step)\"");
    private static final Set<String> OF_MAVEN = Set.of(
            "test", "surefire.failIfNoSpecifiedTests", "maven.test.failure.ignore", "mdep.outputFile", "spotlessFiles");
    private static final Set<String> GOALS_AND_FLAGS = Set.of(
            "clean",
            "compile",
            "test-compile",
            "test",
            "verify",
            "package",
            "-o",
            "-q",
            "-B",
            "-e",
            "-U",
            "-T",
            "spotless:apply",
            "spotless:check");

    /** The commands of ./lab with their options. */
    private static final Map<String, Set<String>> LAB = Map.ofEntries(
            Map.entry("learn", Set.of("--step", "--no-page", "--plain", "--help")),
            Map.entry("check", Set.of("--step", "--help")),
            Map.entry("hint", Set.of("--step", "--level", "--help")),
            Map.entry("solution", Set.of("--step", "--help")),
            Map.entry("reset", Set.of("--step", "--help")),
            Map.entry("restore", Set.of("--help")),
            Map.entry("status", Set.of("--json", "--help")),
            Map.entry("doctor", Set.of("--help")),
            Map.entry("completion", Set.of("--help")),
            Map.entry("cluster", Set.of("--kubeconfig", "--port", "--help")),
            Map.entry("run", Set.of("--solution", "--help")),
            Map.entry("help", Set.of()));

    private final Workbook workbook = Workbook.here();

    @Test
    void eachOptionOfACommandIsOneThatSomethingReads() {
        Set<String> known = known();
        List<String> broken = new ArrayList<>();
        int commands = 0;
        for (Path page : pages()) {
            var found = COMMAND.matcher(Workbook.read(page)).results().toList();
            commands += found.size();
            for (var command : found) {
                List<String> words = List.of(command.group(2).strip().split(" +"));
                List<String> problems = command.group(1).equals("./lab") ? lab(words) : maven(words, known);
                problems.forEach(problem ->
                        broken.add(workbook.root().relativize(page) + ": " + command.group() + ": " + problem));
            }
        }
        assertThat(commands).isGreaterThan(20);
        assertThat(broken).isEmpty();
    }

    private static List<String> maven(List<String> words, Set<String> known) {
        List<String> problems = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.equals("-pl") || word.equals("-P")) {
                at++;
            } else if (word.startsWith("-D")) {
                String property = word.substring(2).split("=")[0];
                if (!known.contains(property)) {
                    problems.add("nothing reads " + property);
                }
            } else if (!word.startsWith("-P")
                    && !GOALS_AND_FLAGS.contains(word)
                    && !word.equals("…")
                    && !word.contains(":build-classpath")) {
                problems.add(word + " is neither a goal nor an option that these pages use");
            }
        }
        return problems;
    }

    private List<String> lab(List<String> words) {
        String command = words.get(0).replace("`", "");
        Set<String> known = LAB.get(command);
        if (known == null) {
            return List.of("no command " + command);
        }
        List<String> options = words.stream()
                .filter(word -> word.startsWith("--"))
                .map(word -> word.split("[=)]")[0])
                .toList();
        boolean hasLesson = words.size() > 1 && !words.get(1).startsWith("-") && !command.equals("help");
        return hasLesson && !isLesson(words.get(1)) ? List.of("no lesson " + words.get(1)) : unknown(options, known);
    }

    /** A lesson, or a word that stands for one. */
    private boolean isLesson(String word) {
        return word.contains("LESSON")
                || word.contains("…")
                || workbook.lessons().stream().map(Lesson::name).anyMatch(word::equals);
    }

    private static List<String> unknown(List<String> options, Set<String> known) {
        return options.stream()
                .filter(option -> !known.contains(option))
                .map(option -> "no option " + option)
                .toList();
    }

    /** The properties of Maven, of the root pom, and those that stand in the sources as strings. */
    private Set<String> known() {
        Stream<String> ofPoms = Stream.of("pom.xml", "lessons/pom.xml", "solutions/pom.xml")
                .flatMap(pom -> Pattern.compile("<([a-z][\\w.-]+)>")
                        .matcher(Workbook.read(workbook.root().resolve(pom)))
                        .results()
                        .map(property -> property.group(1)));
        Stream<String> ofSources = workbook.files("src", ".java").stream()
                .filter(file -> !file.endsWith("CommandsTest.java"))
                .flatMap(file ->
                        PROPERTY_IN_CODE.matcher(Workbook.read(file)).results().map(name -> name.group(1)));
        return Stream.of(OF_MAVEN.stream(), ofPoms, ofSources)
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    private List<Path> pages() {
        Stream<Path> single = Stream.of("README.md", "CONTRIBUTING.md").map(workbook.root()::resolve);
        Stream<Path> below = Stream.of("docs", "lessons", "solutions", "src")
                .flatMap(folder -> workbook.files(folder, ".md").stream());
        return Stream.concat(single, below).toList();
    }
}
