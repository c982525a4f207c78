package dev.watchworks.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
    /** {@code /} or, on Windows, a drive. */
    private static final Path ROOT = Path.of("/").toAbsolutePath();

    @Test
    void linuxUsersHaveItUnderDotCache() {
        assertThat(CacheFolder.of(Map.of(), "Linux", absolute("home/ada")))
                .isEqualTo(ROOT.resolve("home/ada/.cache/watchworks"));
    }

    @Test
    void macUsersHaveItUnderLibraryCaches() {
        assertThat(CacheFolder.of(Map.of(), "Mac OS X", absolute("Users/ada")))
                .isEqualTo(ROOT.resolve("Users/ada/Library/Caches/watchworks"));
    }

    @Test
    void windowsUsersHaveItInTheirLocalApplicationData() {
        assertThat(CacheFolder.of(Map.of("LOCALAPPDATA", absolute("c/Local")), "Windows 11", absolute("c/ada")))
                .isEqualTo(ROOT.resolve("c/Local/watchworks"));
        assertThat(CacheFolder.of(Map.of(), "Windows 11", absolute("c/ada")))
                .isEqualTo(ROOT.resolve("c/ada/AppData/Local/watchworks"));
    }

    @Test
    void anAbsoluteXdgCacheHomeGoesFirstAndARelativeOneIsIgnored() {
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", absolute("scratch")), "Mac OS X", absolute("Users/ada")))
                .isEqualTo(ROOT.resolve("scratch/watchworks"));
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "scratch"), "Linux", absolute("home/ada")))
                .isEqualTo(ROOT.resolve("home/ada/.cache/watchworks"));
    }

    private static String absolute(String path) {
        return ROOT.resolve(path).toString();
    }
}
