package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.output.OutputRouter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs checks as a build tool does: in a JVM of their own that it ends by an exit. */
public final class ExitMain {

    /** Run the checks. */
    public static final String CHECKS = "checks";

    /** Run nothing. */
    public static final String NOTHING = "nothing";

    private ExitMain() {}

    /** Expects one of the two. */
    public static void main(String[] arguments) {
        if (arguments[0].equals(CHECKS)) {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .configurationParameter(LessonChecks.ROOT_PARAMETER, "src/test/resources/sample-workbook")
                    .selectors(DiscoverySelectors.selectClass(ExitSamples.class))
                    .build();
            Launcher launcher = LauncherFactory.create();
            launcher.execute(request);
        }
        OutputRouter.screen().println("the plan is over");
        System.exit(0);
    }
}
