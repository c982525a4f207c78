package dev.watchworks.trial;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A measured JVM with only its own library on the class path. */
final class MeasuredJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    MeasuredJvm(String what, String subject, Path folder, String mode, String... jvmOptions) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(jvmOptions));
        command.addAll(List.of("-cp", classPath(subject), "dev.watchworks.trial.MeasuredJvmMain"));
        command.addAll(List.of(what, subject, folder.toString(), mode));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    static List<Path> jars(String subject) {
        Pattern mine = Pattern.compile(
                switch (subject) {
                    case "jetty" -> "(jetty|slf4j-api).*";
                    case "vertx" -> "(vertx|netty|jackson).*";
                    case "bouncy-castle" -> "bc.*";
                    case "okhttp-tls" -> "(okhttp|okio|kotlin|annotations).*";
                    default -> "none";
                });
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> mine.matcher(path.getFileName().toString()).matches())
                .toList();
    }

    private static String classPath(String subject) {
        Stream<Path> classes = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path ->
                        !path.toString().endsWith(".jar") || path.toString().contains("slf4j-nop"));
        return Stream.concat(classes, jars(subject).stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    String read() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException("the measured JVM ended early");
        }
        return line;
    }

    int readInt() throws IOException {
        return Integer.parseInt(read());
    }

    void say(String command) throws IOException {
        process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    String ask(String command) throws IOException {
        say(command);
        return read();
    }

    /** VmRSS in KiB; Linux only. */
    long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
