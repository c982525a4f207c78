package dev.watchworks.runner;

/**
 * Another way to show a runner beside the terminal, such as a page. {@code ./lab learn} finds it as a service of {@link
 * java.util.ServiceLoader}.
 */
public interface RunnerView {

    /**
     * Begins to show a runner that has started, and returns at once. It ends with the process of the runner.
     *
     * @return a sentence for the learner that says where to look
     */
    String show(Runner runner);
}
