package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.workbook.source.ClassFileNames;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each method and class in a hint exists: in the lesson, in client-java or in the JDK. */
class NamesInHintsTest {

    private static final Pattern CODE = Pattern.compile("(?ms)^```java\n(.*?)^```|`([^`\n]+)`");
    private static final Pattern OTHER_BLOCK = Pattern.compile("(?ms)^```(?!java\n).*?^```");
    private static final Pattern METHOD = Pattern.compile("(?<![\\w$])([a-z]\\w+)\\(");
    private static final Pattern TYPE = Pattern.compile("(?<![\\w\"])([A-Z][a-z]+(?:[A-Z0-9]\\w*)?)(?=[.(<]|::|$)");
    private static final Pattern WORD = Pattern.compile("\\w+");
    private static final Set<String> KEYWORDS = Set.of(
            "if", "for", "while", "switch", "catch", "synchronized", "return", "super", "this", "try", "throw", "case");
    private static final List<String> LIBRARIES = List.of("client-java", "okhttp", "okio", "gson", "slf4j");

    private static final Set<String> KNOWN = new HashSet<>();

    static List<Lesson> lessons() {
        return Workbook.here().lessons();
    }

    @BeforeAll
    static void readLibraries() throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")
                    && LIBRARIES.stream().anyMatch(Path.of(entry).getFileName().toString()::startsWith)) {
                try (ZipFile jar = new ZipFile(entry)) {
                    for (ZipEntry file : jar.stream()
                            .filter(file -> file.getName().endsWith(".class"))
                            .toList()) {
                        try (InputStream stream = jar.getInputStream(file)) {
                            KNOWN.addAll(ClassFileNames.in(stream.readAllBytes()));
                        }
                    }
                }
            }
        }
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java");
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".class")).toList()) {
                KNOWN.addAll(ClassFileNames.in(Files.readAllBytes(file)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lessons")
    void eachMethodAndEachClassThatAHintNamesIsThere(Lesson lesson) {
        Set<String> ofLesson = new HashSet<>();
        Stream.of(lesson.starter(), lesson.given(), lesson.checks(), lesson.answers())
                .flatMap(List::stream)
                .forEach(file ->
                        WORD.matcher(Workbook.read(file)).results().forEach(word -> ofLesson.add(word.group())));
        List<String> unknown = new ArrayList<>();
        int named = 0;
        for (Path page : Workbook.here().files("lessons/" + lesson + "/hints", ".md")) {
            String text = OTHER_BLOCK.matcher(Workbook.read(page)).replaceAll("");
            for (var code : CODE.matcher(text).results().toList()) {
                String java =
                        (code.group(1) == null ? code.group(2) : code.group(1)).replaceAll("(?m)//.*$|\"[^\"]*\"", "");
                for (String name : names(java)) {
                    named++;
                    if (!KNOWN.contains(name) && !ofLesson.contains(name)) {
                        unknown.add(page.getFileName() + ": " + name);
                    }
                }
            }
        }
        assertThat(named).isGreaterThan(20);
        assertThat(unknown).isEmpty();
    }

    private static List<String> names(String java) {
        return Stream.concat(METHOD.matcher(java).results(), TYPE.matcher(java).results())
                .map(name -> name.group(1))
                .filter(name -> !KEYWORDS.contains(name))
                .toList();
    }
}
