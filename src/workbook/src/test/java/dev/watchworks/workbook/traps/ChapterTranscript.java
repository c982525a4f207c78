package dev.watchworks.workbook.traps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.lesson.Workbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The output of an experiment. The chapter has it word for word, below a comment with the experiment's name. */
final class ChapterTranscript {

    private static final Path CHAPTER = Workbook.here().root().resolve("docs/chapters/05-traps-of-client-java.md");

    private final List<String> lines = new CopyOnWriteArrayList<>();

    void say(String line, Object... values) {
        lines.add(String.format(Locale.ROOT, line, values));
    }

    /** Compares the output with the chapter, or writes it into the chapter with {@code -Dworkbook.keep=true}. */
    void assertInChapter(String experiment) throws IOException {
        String said = String.join("\n", lines);
        synchronized (ChapterTranscript.class) {
            String chapter = Workbook.read(CHAPTER);
            Matcher block = Pattern.compile("(?s)<!-- experiment: " + experiment + " -->\n+```text\n(.*?)\n?```")
                    .matcher(chapter);
            assertThat(block.find())
                    .as("%s has a comment `experiment: %s` with a block below it", CHAPTER, experiment)
                    .isTrue();
            if (Boolean.getBoolean("workbook.keep")) {
                String changed = chapter.substring(0, block.start(1)) + said + "\n```" + chapter.substring(block.end());
                Files.writeString(CHAPTER, changed);
            } else {
                assertThat(block.group(1).strip()).isEqualTo(said);
            }
        }
    }
}
