package dev.watchworks.cli;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Something on this machine that the lab needs.
 *
 * @param subject what was looked at
 * @param isWell whether it is as the lab needs it
 * @param found what was found
 * @param remedy what to do, or empty
 */
record Examination(String subject, boolean isWell, String found, String remedy) {

    private static final int OLDEST_JAVA = 17;
    private static final int NEWEST_PROVEN_JAVA = 25;

    /** For the build, its libraries and temporary files. */
    private static final long LEAST_SPACE = 500L * 1024 * 1024;

    private static final List<String> LOCAL = List.of("127.0.0.1", "localhost");

    /** Examines all. */
    static List<Examination> all(Path top, Map<String, String> environment) {
        return List.of(
                java(Runtime.version().feature(), ToolProvider.getSystemJavaCompiler() != null),
                repository(System.getProperty("java.class.path")),
                ports(),
                clock(top, Instant.now()),
                disk("the workbook's folder", top),
                disk("the folder for temporary files", Path.of(System.getProperty("java.io.tmpdir"))),
                writable(top.resolve(".lab")),
                proxies(environment));
    }

    private static Examination well(String subject, String found) {
        return new Examination(subject, true, found, "");
    }

    private static Examination ill(String subject, String found, String remedy) {
        return new Examination(subject, false, found, remedy);
    }

    static Examination java(int version, boolean hasCompiler) {
        String found = "Java " + version + " in " + System.getProperty("java.home");
        if (version < OLDEST_JAVA) {
            return ill("JDK", found, "Install a JDK of version 17 or later, and let JAVA_HOME name its folder.");
        }
        if (!hasCompiler) {
            return ill(
                    "JDK",
                    found + ", without a compiler",
                    "That is a JRE. Install a JDK, and let JAVA_HOME name its folder.");
        }
        return well("JDK", found + (version > NEWEST_PROVEN_JAVA ? ", newer than the ones that we have tried" : ""));
    }

    static Examination repository(String classPath) {
        List<String> missing = Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !Files.exists(Path.of(entry)))
                .toList();
        String remedy =
                "Run ./mvnw -q compile -pl src/cli with a network. docs/offline.md explains how to fill the repository.";
        return missing.isEmpty()
                ? well("Maven's repository", "all libraries are there")
                : ill(
                        "Maven's repository",
                        missing.size() + " libraries are missing, such as " + missing.get(0),
                        remedy);
    }

    /** The cluster and the gateway listen on loopback, and clients connect to them. */
    static Examination ports() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, loopback);
                Socket client = new Socket(loopback, server.getLocalPort())) {
            return well(
                    "ports",
                    "a program can listen on " + loopback.getHostAddress() + " (port " + client.getPort() + ")");
        } catch (IOException refused) {
            return ill(
                    "ports",
                    "no program can listen on " + loopback.getHostAddress() + " (" + refused.getMessage() + ")",
                    "Allow Java to listen on 127.0.0.1 in your firewall or container.");
        }
    }

    /** A clock that is behind makes new certificates invalid, and new files look old. */
    static Examination clock(Path top, Instant now) {
        try (Stream<Path> files = Files.list(top)) {
            Instant newest =
                    files.map(Examination::changed).max(Instant::compareTo).orElse(now);
            return newest.isAfter(now.plus(Duration.ofMinutes(5)))
                    ? ill(
                            "clock",
                            "it says " + now + ", and a file is from " + newest,
                            "Set the clock of this machine.")
                    : well("clock", now.toString());
        } catch (IOException unreadable) {
            return ill("clock", top + " cannot be read", "Run the command in the workbook's folder.");
        }
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }

    static Examination disk(String subject, Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            long space = store.getUsableSpace();
            String found = space / (1024 * 1024) + " MiB are free in " + folder;
            return space < LEAST_SPACE ? ill(subject, found, "Free at least 500 MiB there.") : well(subject, found);
        } catch (IOException unreadable) {
            return ill(subject, folder + " cannot be read (" + unreadable.getMessage() + ")", "Check its permissions.");
        }
    }

    static Examination writable(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "doctor", ".tmp"));
            return well("progress", folder + " can be written");
        } catch (IOException refused) {
            return ill(
                    "progress",
                    folder + " cannot be written (" + refused + ")",
                    "Make it writable. Until then your progress is not saved, and ./lab reset refuses to work.");
        }
    }

    /** A client that sends requests for this machine to a proxy gets no answer, or a wrong one. */
    static Examination proxies(Map<String, String> environment) {
        List<String> set = Stream.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .toList();
        String without = environment.getOrDefault("NO_PROXY", environment.getOrDefault("no_proxy", ""));
        if (set.isEmpty()) {
            return well("proxies", "none is set");
        }
        boolean isLocalLeftOut =
                LOCAL.stream().allMatch(without::contains) || without.strip().equals("*");
        return isLocalLeftOut
                ? well("proxies", set.get(0) + " is set, and NO_PROXY leaves this machine out")
                : ill(
                        "proxies",
                        set.get(0) + " is set, and NO_PROXY does not leave this machine out",
                        "kubectl and curl then cannot reach ./lab cluster: export NO_PROXY=127.0.0.1,localhost");
    }
}
