package dev.watchworks.labkit.launcher;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.fixture.WarmUp;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;

/**
 * Begins to load what needs no cluster as soon as JUnit's launcher looks for checks, and is found by it as a service. Looking
 * takes one processor.
 */
public final class WarmUpListener implements LauncherDiscoveryListener {

    @Override
    public void launcherDiscoveryStarted(LauncherDiscoveryRequest request) {
        if (request.getSelectorsByType(ClassSelector.class).stream()
                .anyMatch(selector -> selector.getJavaClass().isAnnotationPresent(LessonChecks.class))) {
            WarmUp.begin();
        }
    }
}
