package dev.watchworks.labkit.sample;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.output.OutputRouter;
import java.util.Map;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs checks in a JVM of their own and ends it with an exit, as a build tool does. */
public final class ExitMain {

    /** Runs the checks. */
    public static final String CHECKS = "checks";

    /** Runs checks that fill the memory, print very much, and deadlock. */
    public static final String ROUGH = "rough";

    /** Runs a check that leaves a non-daemon thread. */
    public static final String NON_DAEMON = "non-daemon";

    /** Runs no check. */
    public static final String NOTHING = "nothing";

    private ExitMain() {}

    private static final Map<String, Class<?>> SAMPLES = Map.of(
            CHECKS,
            ExitSamples.class,
            ROUGH,
            ResourceExhaustionSamples.class,
            NON_DAEMON,
            NonDaemonThreadSamples.class);

    /** Takes one of the four names above. */
    public static void main(String[] arguments) {
        if (!arguments[0].equals(NOTHING)) {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .configurationParameter(LessonChecks.ROOT_PARAMETER, "src/test/resources/sample-workbook")
                    .selectors(DiscoverySelectors.selectClass(SAMPLES.get(arguments[0])))
                    .build();
            Launcher launcher = LauncherFactory.create();
            launcher.execute(request);
        }
        OutputRouter.screen().println("the plan is over");
        System.exit(0);
    }
}
