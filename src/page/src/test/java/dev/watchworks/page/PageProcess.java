package dev.watchworks.page;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The program {@link PageMain} in a JVM of its own. */
final class PageProcess implements AutoCloseable {

    private static final long MOST_SECONDS_TO_END = 60;

    private final Process process;
    private final String address;

    private PageProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it, and waits until it serves. */
    static PageProcess start(Path top) throws IOException {
        File log = top.resolve("page-process.log").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PageMain.class.getName(),
                        top.toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(PageMain.ADDRESS)) {
                return new PageProcess(process, line.substring(PageMain.ADDRESS.length()));
            }
        }
        throw new IllegalStateException("the runner has ended before it served the page; see " + log);
    }

    String address() {
        return address;
    }

    /** Ends it without any warning, as a crash does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(MOST_SECONDS_TO_END, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the runner does not end");
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
