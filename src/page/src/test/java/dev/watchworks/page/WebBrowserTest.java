package dev.watchworks.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebBrowserTest {

    private static final URI PAGE = URI.create("http://127.0.0.1:40123/TOKEN/");
    private static final Map<String, String> SCREEN = Map.of("DISPLAY", ":0");

    @Test
    void eachSystemHasItsOwnCommand() {
        assertThat(WebBrowser.command(PAGE, Map.of(), "Mac OS X")).contains(List.of("open", PAGE.toString()));
        assertThat(WebBrowser.command(PAGE, Map.of(), "Windows 11"))
                .contains(List.of("rundll32", "url.dll,FileProtocolHandler", PAGE.toString()));
        assertThat(WebBrowser.command(PAGE, SCREEN, "Linux")).contains(List.of("xdg-open", PAGE.toString()));
        assertThat(WebBrowser.command(PAGE, Map.of("WSL_DISTRO_NAME", "Debian"), "Linux"))
                .contains(List.of("explorer.exe", PAGE.toString()));
    }

    @Test
    void theVariableBrowserWins() {
        assertThat(WebBrowser.command(PAGE, Map.of("BROWSER", "firefox", "DISPLAY", ":0"), "Linux"))
                .contains(List.of("firefox", PAGE.toString()));
        // A list of commands is for xdg-open.
        assertThat(WebBrowser.command(PAGE, Map.of("BROWSER", "firefox:w3m", "DISPLAY", ":0"), "Linux"))
                .contains(List.of("xdg-open", PAGE.toString()));
    }

    @Test
    void aMachineWithoutAScreenHasNoBrowser() {
        assertThat(WebBrowser.command(PAGE, Map.of(), "Linux")).isEmpty();
    }

    @Test
    void aCommandThatIsMissingOpensNothing() {
        assertThat(WebBrowser.open(PAGE, Map.of("BROWSER", "/no/such/browser"))).isFalse();
    }
}
