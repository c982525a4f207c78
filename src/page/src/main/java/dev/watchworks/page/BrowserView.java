package dev.watchworks.page;

import dev.watchworks.runner.Runner;
import dev.watchworks.runner.RunnerView;
import java.io.UncheckedIOException;

/** Shows a runner in the learner's browser. {@code ./lab learn} finds it as a service. */
public final class BrowserView implements RunnerView {

    /** Opens the page, and leaves it open until the process ends. Where it cannot be served, the sentence says why. */
    @Override
    public String show(Runner runner) {
        try {
            LearnPage page = LearnPage.open(runner);
            page.openInBrowser(System.getenv());
            return "The page: " + page.address();
        } catch (UncheckedIOException unserved) {
            return "There is no page: " + unserved.getMessage();
        }
    }
}
