package dev.watchworks.loopback;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a user's programs keep what they can make again. */
final class CacheFolder {
    private CacheFolder() {}

    static Path ofThisUser() {
        return of(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
    }

    static Path of(Map<String, String> environment, String operatingSystem, String home) {
        return base(environment, operatingSystem.toLowerCase(Locale.ROOT), Path.of(home))
                .resolve("watchworks");
    }

    private static Path base(Map<String, String> environment, String operatingSystem, Path home) {
        // The XDG base directory specification has relative paths ignored.
        Path chosen = absolute(environment.get("XDG_CACHE_HOME"));
        if (chosen != null) {
            return chosen;
        }
        if (operatingSystem.startsWith("windows")) {
            Path local = absolute(environment.get("LOCALAPPDATA"));
            return local == null ? home.resolve("AppData").resolve("Local") : local;
        }
        if (operatingSystem.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches");
        }
        return home.resolve(".cache");
    }

    private static @Nullable Path absolute(@Nullable String path) {
        return path == null || path.isEmpty() || !Path.of(path).isAbsolute() ? null : Path.of(path);
    }
}
