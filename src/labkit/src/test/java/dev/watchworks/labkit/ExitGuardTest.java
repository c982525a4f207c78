package dev.watchworks.labkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.labkit.sample.ExitMain;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitGuardTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void systemExitIsWrongAndTheOtherChecksAreStillReported(boolean onAnotherThread) throws Exception {
        String screen = run(List.of("-Dsample.other.thread=" + onAnotherThread), ExitMain.CHECKS);
        assertThat(screen)
                .contains("Step 1: done")
                .contains("Step 3: not run: step 2 called System.exit, and this JVM is about to end")
                .contains("Step 2, Sample 2: WRONG")
                .containsPattern("but +it called System.exit at SampleAnswer.java:\\d+")
                .contains("the plan is over");
    }

    @Test
    void aJvmWithoutMemoryWithMuchOutputAndADeadlockStillReportsAndEnds() throws Exception {
        String screen = run(List.of("-Xmx96m"), ExitMain.ROUGH);
        assertThat(screen)
                .contains("Step 2: done")
                .contains("Step 1, Sample 1: WRONG")
                .containsPattern("but +(it threw|the check failed with) OutOfMemoryError: Java heap space")
                .containsPattern("why +your code keeps more and more objects and releases none")
                .containsPattern("Step 3, Sample 3: HUNG\\R +expected .*\\R +but +a deadlock: thread \"left\" waits")
                .contains("the plan is over");
    }

    @Test
    void aNonDaemonThreadDoesNotKeepTheJvmAlive() throws Exception {
        String screen = run(List.of(), ExitMain.NON_DAEMON);
        assertThat(screen)
                .contains("Step 1, Sample 1: HUNG")
                .containsPattern("but +the thread \"no-daemon\" still runs without a pause at SampleAnswer.java:\\d+")
                .contains("the plan is over");
    }

    @Test
    void anExitOutsideOfChecksIsNotDelayed() throws Exception {
        assertThat(run(List.of(), ExitMain.NOTHING)).contains("the plan is over");
    }

    private String run(List<String> options, String what) throws Exception {
        Path screen = folder.resolve("screen");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ExitMain.class.getName(), what));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("the JVM ends by itself")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(screen, StandardCharsets.UTF_8);
    }
}
