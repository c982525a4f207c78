package dev.watchworks.page;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Opens an address in the learner's browser, where there is one. */
final class WebBrowser {

    private WebBrowser() {}

    /**
     * Opens an address.
     *
     * @return false when there is no browser, such as on a machine without a screen
     */
    static boolean open(URI address, Map<String, String> environment) {
        Optional<List<String>> command = command(address, environment, System.getProperty("os.name"));
        try {
            if (command.isPresent()) {
                new ProcessBuilder(command.get())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            }
            return command.isPresent();
        } catch (IOException missing) {
            return false;
        }
    }

    /** The command that opens an address. A dev container of VS Code sets BROWSER to its own command. */
    static Optional<List<String>> command(URI address, Map<String, String> environment, String system) {
        String name = system.toLowerCase(Locale.ROOT);
        String chosen = environment.getOrDefault("BROWSER", "");
        if (!chosen.isBlank() && !chosen.contains(":")) {
            return Optional.of(List.of(chosen.strip(), address.toString()));
        } else if (name.contains("mac")) {
            return Optional.of(List.of("open", address.toString()));
        } else if (name.contains("windows")) {
            return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler", address.toString()));
        } else if (environment.containsKey("WSL_DISTRO_NAME")) {
            return Optional.of(List.of("explorer.exe", address.toString()));
        }
        boolean hasScreen = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return hasScreen ? Optional.of(List.of("xdg-open", address.toString())) : Optional.empty();
    }
}
