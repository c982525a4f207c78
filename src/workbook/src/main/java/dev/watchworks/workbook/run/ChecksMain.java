package dev.watchworks.workbook.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Runs checks in this JVM, one run after the other, for as long as no answer has left anything behind in it. */
public final class ChecksMain {

    /** Stands in the file after the results of each run, so that a run that was cut short can be told. */
    static final String END_OF_RUN = "end of run";

    private ChecksMain() {}

    /**
     * Runs checks.
     *
     * @param arguments the file for the results, and the file that holds a line for each run
     */
    public static void main(String[] arguments) throws Exception {
        Path results = Path.of(arguments[0]);
        JvmState before = JvmState.now();
        for (String line : Files.readAllLines(Path.of(arguments[1]))) {
            List<CheckResult> ofRun = new CheckLauncher(ChecksRun.parse(line)).launch();
            write(results, ofRun);
            if (!before.restoredAfter(ofRun)) {
                // the next answer gets a JVM that this one has not touched
                break;
            }
        }
        // clients may have left threads behind that are no daemons, and an exit that is held back would hold back this
        // one
        Runtime.getRuntime().halt(0);
    }

    private static void write(Path results, List<CheckResult> ofRun) throws IOException {
        List<String> lines = new ArrayList<>();
        ofRun.stream().map(CheckResult::toLine).forEach(lines::add);
        lines.add(END_OF_RUN);
        Files.write(results, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
