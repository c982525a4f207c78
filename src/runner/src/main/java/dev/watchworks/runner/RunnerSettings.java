package dev.watchworks.runner;

import java.nio.file.Path;
import java.time.Clock;

/**
 * What a runner works with.
 *
 * @param top the workbook's top folder
 * @param folder where progress and saved answers are kept, usually {@code .lab} in the top folder
 * @param classPath the class path of the JVMs that run the checks
 * @param clock for the times in the progress
 * @param workers how many JVMs are ready at rest: one for the next run, and spare ones
 */
public record RunnerSettings(Path top, Path folder, String classPath, Clock clock, int workers) {

    /** One for the next run, and one for the run after it if the learner's code spoils the first. */
    private static final int WORKERS = 2;

    /** The usual settings: JVMs with the class path of this one. */
    public static RunnerSettings of(Path top) {
        return new RunnerSettings(
                top, top.resolve(".lab"), System.getProperty("java.class.path"), Clock.systemUTC(), WORKERS);
    }

    /** Returns these settings with another class path. */
    public RunnerSettings withClassPath(String other) {
        return new RunnerSettings(top, folder, other, clock, workers);
    }

    /** Returns these settings with another number of JVMs at rest. */
    public RunnerSettings withWorkers(int number) {
        return new RunnerSettings(top, folder, classPath, clock, number);
    }
}
