package dev.watchworks.page.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** The files of the page itself: HTML, style, modules of JavaScript, and Mermaid. */
final class PageFiles {

    private static final Pattern NAME = Pattern.compile("[a-z-]+(\\.[a-z]+)+");
    private static final String MERMAID = "mermaid.min.js";

    /** Maven's own file in Mermaid's package says which version it is. */
    private static final String MERMAID_VERSION = "/META-INF/maven/org.webjars.npm/mermaid/pom.properties";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "woff2", "font/woff2");

    private PageFiles() {}

    /** Reads a file, or returns empty when there is no such file. */
    static Optional<byte[]> read(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return name.equals(MERMAID) ? bytes(mermaid()) : bytes("/dev/watchworks/page/assets/" + name);
    }

    /** The value of {@code Content-Type} for a file. */
    static String type(String name) {
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
    }

    private static String mermaid() {
        Properties properties = new Properties();
        try (InputStream file = PageFiles.class.getResourceAsStream(MERMAID_VERSION)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return "/META-INF/resources/webjars/mermaid/" + properties.getProperty("version") + "/dist/" + MERMAID;
    }

    private static Optional<byte[]> bytes(String resource) {
        try (InputStream file = PageFiles.class.getResourceAsStream(resource)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
