package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the commands of docs/your-work.md in a scratch clone: no work of a learner is ever lost. */
class YourWorkPageTest {

    private static final Path PAGE = Workbook.here().root().resolve("docs/your-work.md");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final String LESSON = "lessons/03-informer";
    private static final String STARTER =
            LESSON + "/src/main/java/dev/watchworks/lesson/informer/DeploymentInformer.java";
    private static final String MINE = LESSON + "/src/main/java/dev/watchworks/lesson/informer/Mine.java";

    @TempDir
    private Path folder;

    private Path upstream;
    private Path clone;

    @BeforeEach
    void cloneTheLessons() throws Exception {
        upstream = folder.resolve("upstream");
        clone = folder.resolve("clone");
        try {
            git(folder, "--version");
        } catch (IOException missing) {
            System.out.println("NOT RUN: YourWorkTest, because there is no git on the PATH");
            abort("no git on the PATH");
        }
        Workbook workbook = Workbook.here();
        for (Path file : workbook.files("lessons", "")) {
            Path copy = upstream.resolve(workbook.root().relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        git(upstream, "init", "--quiet", "--initial-branch=main");
        commitUpstream();
        git(folder, "clone", "--quiet", upstream.toString(), clone.toString());
        run("## Once, at the beginning");
    }

    @Test
    void whatWasWrittenIsKept() throws Exception {
        write(STARTER, "// my answer");
        write(MINE, "class Mine {}");
        run("## Keep what you have");
        assertThat(git(clone, "status", "--porcelain")).isEmpty();
        assertThat(git(clone, "show", "HEAD:" + STARTER)).contains("// my answer");
        assertThat(git(clone, "show", "HEAD:" + MINE)).contains("class Mine {}");
    }

    @Test
    void aLessonThatIsStartedAfreshCanBeTakenBack() throws Exception {
        String starter = Files.readString(clone.resolve(STARTER));
        write(STARTER, "// my answer");
        write(MINE, "class Mine {}");
        write("lessons/01-raw-watch/README.md", "my note in another lesson");
        run("## Keep what you have");
        String kept = git(clone, "rev-parse", "--short", "HEAD").strip();
        List<List<String>> commands = commands("## Start a lesson again");
        run(commands.subList(0, 2));
        assertThat(clone.resolve(STARTER)).hasContent(starter);
        assertThat(clone.resolve(MINE)).doesNotExist();
        assertThat(clone.resolve("lessons/01-raw-watch/README.md")).hasContent("my note in another lesson");
        assertThat(git(clone, "status", "--porcelain")).isEmpty();

        assertThat(git(clone, commands.get(2).toArray(String[]::new))).contains(kept + " My answers so far");
        run(List.of(commands.get(3).stream()
                .map(word -> word.replace("COMMIT", kept))
                .toList()));
        assertThat(clone.resolve(STARTER)).hasContent("// my answer");
        assertThat(clone.resolve(MINE)).hasContent("class Mine {}");
        assertThat(commands).hasSize(4);
    }

    @Test
    void correctionsComeInAndAnswersStay() throws Exception {
        write(
                STARTER,
                Files.readString(clone.resolve(STARTER))
                        .replaceFirst("throw Todo.step\\(1\\);", "return null; // mine"));
        write(MINE, "class Mine {}");
        run("## Keep what you have");

        Path readme = upstream.resolve(LESSON + "/README.md");
        Files.writeString(readme, Files.readString(readme) + "\nA correction.\n");
        Path corrected = upstream.resolve(STARTER);
        Files.writeString(
                corrected,
                Files.readString(corrected)
                        .replaceFirst("throw Todo.step\\(1\\);", "throw Todo.step(1); // corrected here, too"));
        commitUpstream();
        run("## Get corrected lessons");

        assertThat(Files.readString(clone.resolve(LESSON + "/README.md"))).contains("A correction.");
        assertThat(Files.readString(clone.resolve(STARTER)))
                .contains("return null; // mine")
                .doesNotContain("corrected here", "<<<<<<<");
        assertThat(clone.resolve(MINE)).hasContent("class Mine {}");
        assertThat(git(clone, "status", "--porcelain")).isEmpty();
    }

    @Test
    void theReadmesLeadHere() {
        Workbook workbook = Workbook.here();
        assertThat(Workbook.read(workbook.root().resolve("README.md"))).contains("(docs/your-work.md)");
        for (Lesson lesson : workbook.lessons()) {
            assertThat(Workbook.read(lesson.folder().resolve("README.md"))).contains("(../../docs/your-work.md)");
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(clone.resolve(file), text);
    }

    private void run(String heading) throws Exception {
        run(commands(heading));
    }

    private void run(List<List<String>> commands) throws Exception {
        for (List<String> command : commands) {
            git(clone, command.toArray(String[]::new));
        }
    }

    /** The commands of all blocks of a section, each without its first word, which is git. */
    private static List<List<String>> commands(String heading) {
        String page = Workbook.read(PAGE);
        String section =
                page.substring(page.indexOf(heading + "\n") + heading.length()).split("\n## ")[0];
        List<List<String>> commands = new ArrayList<>();
        Pattern.compile("(?s)```\n(.*?)```")
                .matcher(section)
                .results()
                .flatMap(block -> block.group(1).lines())
                .forEach(line -> {
                    List<String> words = new ArrayList<>();
                    Matcher word = WORD.matcher(line);
                    while (word.find()) {
                        words.add(word.group(1) == null ? word.group(2) : word.group(1));
                    }
                    assertThat(words.remove(0)).as(line).isEqualTo("git");
                    commands.add(words);
                });
        assertThat(commands).as(heading).isNotEmpty();
        return commands;
    }

    private void commitUpstream() throws Exception {
        git(upstream, "add", "--all");
        git(
                upstream,
                "-c",
                "user.name=We",
                "-c",
                "user.email=we@example.com",
                "commit",
                "--quiet",
                "-m",
                "As we wrote it");
    }

    private String git(Path where, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true);
        // The user's own settings must not change what the commands do.
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("XDG_CONFIG_HOME", folder.toString());
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        Process git = builder.start();
        String said = new String(git.getInputStream().readAllBytes());
        assertThat(git.waitFor()).as("%s said: %s", command, said).isZero();
        return said;
    }
}
