package dev.watchworks.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the paths of the examples are absolute only elsewhere")
class CacheFolderTest {
    @Test
    void linuxUsersHaveItUnderDotCache() {
        assertThat(CacheFolder.of(Map.of(), "Linux", "/home/ada")).isEqualTo(Path.of("/home/ada/.cache/watchworks"));
    }

    @Test
    void macUsersHaveItUnderLibraryCaches() {
        assertThat(CacheFolder.of(Map.of(), "Mac OS X", "/Users/ada"))
                .isEqualTo(Path.of("/Users/ada/Library/Caches/watchworks"));
    }

    @Test
    void windowsUsersHaveItInTheirLocalApplicationData() {
        assertThat(CacheFolder.of(Map.of("LOCALAPPDATA", "/c/Local"), "Windows 11", "/c/ada"))
                .isEqualTo(Path.of("/c/Local/watchworks"));
        assertThat(CacheFolder.of(Map.of(), "Windows 11", "/c/ada"))
                .isEqualTo(Path.of("/c/ada/AppData/Local/watchworks"));
    }

    @Test
    void anAbsoluteXdgCacheHomeGoesFirstAndARelativeOneIsIgnored() {
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "/scratch"), "Mac OS X", "/Users/ada"))
                .isEqualTo(Path.of("/scratch/watchworks"));
        assertThat(CacheFolder.of(Map.of("XDG_CACHE_HOME", "scratch"), "Linux", "/home/ada"))
                .isEqualTo(Path.of("/home/ada/.cache/watchworks"));
    }
}
