package dev.watchworks.page;

import dev.watchworks.runner.Runner;
import dev.watchworks.runner.RunnerSettings;
import dev.watchworks.runner.progress.Progress.Position;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A runner with its page and without a terminal, as a program of its own, so that a test can kill it. */
final class PageMain {

    /** What it prints before the page's address. */
    static final String ADDRESS = "page: ";

    private PageMain() {}

    /**
     * Runs until it is killed.
     *
     * @param arguments the workbook's top folder
     */
    public static void main(String[] arguments) throws Exception {
        RunnerSettings settings = RunnerSettings.of(Path.of(arguments[0]));
        try (Runner runner = Runner.open(settings);
                LearnPage page = LearnPage.open(runner)) {
            Position position = runner.position();
            runner.start(position.lesson(), position.step());
            System.out.println(ADDRESS + page.address());
            new CountDownLatch(1).await();
        }
    }
}
