package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.labkit.lesson.LessonFolder;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links and names in the pages lead to something that exists. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```|`[^`\\n]*`");
    private static final Pattern SOURCE = Pattern.compile("src/(main|test)/java/[\\w/]+\\.java");
    private static final Pattern MAVEN = Pattern.compile("(?:\\./mvnw|mvnw\\.cmd|\\bmvn) ([^`\\n#]+)");
    private static final Pattern PROJECTS = Pattern.compile("-pl +([^ ,]+(?:,[^ ,]+)*)");
    private static final Pattern STEP = Pattern.compile("-Dstep=(\\d+)");
    private static final Pattern PROFILE = Pattern.compile("-P *(\\S+)");
    private static final Pattern LAB_RUN = Pattern.compile("\\./lab run ([^ `\\n]+)");
    private static final Pattern PLACEHOLDER = Pattern.compile("@[A-Z]{3,}@");

    private final Workbook workbook = Workbook.here();

    @Test
    void eachLinkLeadsToAFileAndToAHeadingInIt() {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(CODE_BLOCK.matcher(Workbook.read(page)).replaceAll(""));
            while (link.find()) {
                if (!link.group(1).matches("(https?:|mailto:).*") && !leads(page, link.group(1))) {
                    broken.add(workbook.root().relativize(page) + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void eachMavenCommandNamesModulesStepsAndProfilesThatExist() {
        List<String> broken = new ArrayList<>();
        int commands = 0;
        for (Path page : pages()) {
            Matcher maven = MAVEN.matcher(Workbook.read(page));
            while (maven.find()) {
                commands++;
                problems(maven.group(1))
                        .forEach(problem -> broken.add(workbook.root().relativize(page) + ": " + problem));
            }
        }
        assertThat(commands).isPositive();
        assertThat(broken).isEmpty();
    }

    @Test
    void eachLabCommandNamesALesson() {
        List<String> names = workbook.lessons().stream().map(Lesson::name).toList();
        for (Path page : pages()) {
            assertThat(LAB_RUN.matcher(Workbook.read(page)).results().map(run -> run.group(1)))
                    .as(page.toString())
                    .filteredOn(name -> !isPlaceholder(name))
                    .isSubsetOf(names);
        }
    }

    @Test
    void eachSourceThatALessonNamesIsInIt() {
        for (Lesson lesson : workbook.lessons()) {
            for (Path page : workbook.files("lessons/" + lesson, ".md")) {
                assertThat(SOURCE.matcher(Workbook.read(page))
                                .results()
                                .map(source -> lesson.folder().resolve(source.group())))
                        .as(page.toString())
                        .allSatisfy(source -> assertThat(source).exists());
            }
        }
    }

    @Test
    void noPlaceholderIsLeftInAPage() {
        assertThat(pages())
                .filteredOn(page -> PLACEHOLDER.matcher(Workbook.read(page)).find())
                .isEmpty();
    }

    private List<Path> pages() {
        Stream<Path> single = Stream.of("README.md", "CONTRIBUTING.md").map(workbook.root()::resolve);
        Stream<Path> below = Stream.of("docs", "lessons", "solutions", "src")
                .flatMap(folder -> workbook.files(folder, ".md").stream())
                // A template for a generated page is not a page.
                .filter(page -> !page.toString().contains("/src/main/resources/".replace('/', File.separatorChar)));
        return Stream.concat(single, below).toList();
    }

    private static boolean leads(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1
                || !target.toString().endsWith(".md")
                || anchors(target).contains(parts[1]);
    }

    /** The anchors that GitHub makes of a page's headings. */
    private static List<String> anchors(Path page) {
        return CODE_BLOCK
                .matcher(Workbook.read(page).replace("`", ""))
                .replaceAll("")
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ +", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    private List<String> problems(String command) {
        List<String> problems = new ArrayList<>();
        PROFILE.matcher(command)
                .results()
                .map(profile -> profile.group(1))
                .filter(profile ->
                        !Workbook.read(workbook.root().resolve("pom.xml")).contains("<id>" + profile + "</id>"))
                .forEach(profile -> problems.add("no profile " + profile));
        Matcher projects = PROJECTS.matcher(command);
        if (projects.find()) {
            for (String module : projects.group(1).split(",")) {
                if (!isPlaceholder(module) && !workbook.modules().contains(module)) {
                    problems.add("no module " + module);
                }
                STEP.matcher(command)
                        .results()
                        .filter(step -> !hasStep(module, Integer.parseInt(step.group(1))))
                        .forEach(step -> problems.add(module + " has no step " + step.group(1)));
            }
        }
        return problems;
    }

    private boolean hasStep(String module, int step) {
        return workbook.lessons().stream()
                .filter(lesson -> module.endsWith("/" + lesson))
                .allMatch(lesson -> LessonFolder.find(lesson.name(), workbook.root())
                        .steps()
                        .contains(step));
    }

    /** As in {@code lessons/0N-…} and {@code src/xyz/NAME}. */
    private static boolean isPlaceholder(String name) {
        return name.contains("…") || name.contains("NAME") || name.contains("LESSON");
    }
}
