package dev.watchworks.labkit.launcher;

import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.fixture.WarmUp;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.LauncherDiscoveryListener;
import org.junit.platform.launcher.LauncherDiscoveryRequest;

/**
 * Starts the {@link WarmUp} while JUnit's launcher still looks for checks, because that uses one processor only. The
 * launcher finds this class as a service.
 */
public final class WarmUpListener implements LauncherDiscoveryListener {

    @Override
    public void launcherDiscoveryStarted(LauncherDiscoveryRequest request) {
        if (request.getSelectorsByType(ClassSelector.class).stream()
                .anyMatch(selector -> selector.getJavaClass().isAnnotationPresent(LessonChecks.class))) {
            WarmUp.start();
        }
    }
}
