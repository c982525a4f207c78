package dev.watchworks.runner.checkjvm;

import dev.watchworks.runner.lesson.Workbook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A JVM that runs checks in the same way as the lessons' build, one run after the other. */
final class CheckJvm implements AutoCloseable {

    /** The options of the lessons' build, {@code watchworks.checks.jvm} in the root pom. */
    private static final List<String> OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx512m");

    /** The number of lines that are reported when the JVM did not finish. */
    private static final int LAST_CHARACTERS = 4_000;

    private final Process process;
    private final Path screen;
    private final Socket socket;
    private final BufferedReader results;
    private final PrintWriter runs;
    private @Nullable String spoilt;

    private CheckJvm(Process process, Path screen, Socket socket) throws IOException {
        this.process = process;
        this.screen = screen;
        this.socket = socket;
        this.results = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.runs = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /**
     * Starts a JVM.
     *
     * @param folder its working folder, which also keeps its output
     * @param classPath its class path
     * @param options in addition to those of the lessons' build
     */
    static CheckJvm start(Path folder, String classPath, List<String> options) throws IOException {
        Files.createDirectories(folder);
        Path screen = folder.resolve("screen.txt");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = new ProcessBuilder(command(classPath, options, server.getLocalPort()))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(screen.toFile())
                    .start();
            // Without a time-out, a JVM that ends before it connects would block this thread for ever.
            process.onExit().thenRun(() -> close(server));
            try {
                return new CheckJvm(process, screen, server.accept());
            } catch (SocketException closed) {
                process.destroyForcibly();
                throw new IOException("The JVM for the checks did not start. " + last(screen), closed);
            }
        }
    }

    private static List<String> command(String classPath, List<String> options, int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(CheckJvmMain.class.getName(), Integer.toString(port)));
        return command;
    }

    private static void close(ServerSocket server) {
        try {
            server.close();
        } catch (IOException closed) {
            // No one waits for it any more.
        }
    }

    /**
     * Runs checks.
     *
     * @param deadline how long the run may take
     * @param onResult gets each result as soon as it is known; when the JVM ended in the middle, or had to be ended, the
     *     last one has the verdict {@link CheckResult#TROUBLE} and the last lines of the output
     */
    void run(CheckRequest run, Duration deadline, Consumer<CheckResult> onResult)
            throws IOException, InterruptedException {
        socket.setSoTimeout(Math.toIntExact(deadline.toMillis()));
        String end;
        try {
            send(CheckJvmMessage.of(run));
            String line = results.readLine();
            while (line != null && CheckJvmMessage.is(line)) {
                onResult.accept(CheckJvmMessage.parse(line, CheckResult.class));
                line = results.readLine();
            }
            if (line != null) {
                if (line.startsWith(CheckJvmMain.LAST)) {
                    spoilt = line.substring(CheckJvmMain.LAST.length());
                }
                return;
            }
            end = "The JVM exited with " + process.waitFor();
        } catch (SocketTimeoutException late) {
            end = "The checks were not over after " + deadline.toSeconds() + " seconds";
        } catch (SocketException reset) {
            end = "The JVM exited with " + process.waitFor();
        }
        spoilt = "ended the JVM, or had to be ended with it";
        onResult.accept(CheckResult.trouble(
                run.check().isEmpty() ? "all checks" : run.check(),
                run.steps().size() == 1 ? run.steps().iterator().next() : 0,
                end + " in the middle of a run. " + last(screen)));
    }

    /** Ends the present run, or the next one if none is running. Returns at once; the run ends soon afterwards. */
    void cancel() {
        send(CheckJvmMain.CANCEL);
    }

    private synchronized void send(String line) {
        runs.println(line);
    }

    /** Whether the JVM can be used again: no answer has left anything behind in it. */
    boolean takesAnother() {
        return spoilt == null && process.isAlive();
    }

    /** Why the JVM cannot be used again, as a clause without a subject; empty when it can, or has ended by itself. */
    Optional<String> spoilt() {
        return Optional.ofNullable(spoilt);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            socket.close();
        } catch (IOException closed) {
            // No one waits for it any more.
        }
    }

    private static String last(Path screen) {
        String text = Files.exists(screen) ? Workbook.read(screen) : "";
        return "Last on its screen (" + screen + "):\n" + text.substring(Math.max(0, text.length() - LAST_CHARACTERS));
    }
}
