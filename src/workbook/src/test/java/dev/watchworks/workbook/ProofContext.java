package dev.watchworks.workbook;

import dev.watchworks.runner.checkjvm.CheckJvmPool;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.workbook.run.AnswerChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What all proofs of a run share: a checker for each lesson, the JVMs for checks, and the summary that is printed at the end. */
final class ProofContext implements AutoCloseable {

    private final Workbook workbook = Workbook.here();
    private final Path folder = workbook.root().resolve("src/workbook/target/proof");
    private final CheckJvmPool jvms = new CheckJvmPool(folder.resolve("jvms"));
    private final Map<String, AnswerChecker> benches = new ConcurrentHashMap<>();
    private final ProofSummary summary = new ProofSummary();

    /** Starts with an empty folder, so that no file of an earlier run is used. */
    ProofContext() {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException locked) {
                throw new UncheckedIOException(locked);
            }
        }
    }

    Workbook workbook() {
        return workbook;
    }

    AnswerChecker bench(Lesson lesson) {
        return benches.computeIfAbsent(lesson.name(), name -> new AnswerChecker(lesson, folder.resolve(name), jvms));
    }

    /** A folder for what a proof builds. */
    Path folder(Lesson lesson, String name) {
        return folder.resolve(lesson.name()).resolve(name);
    }

    ProofSummary summary() {
        return summary;
    }

    @Override
    public void close() {
        jvms.close();
        summary.lines().forEach(System.out::println);
    }
}
