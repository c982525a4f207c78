package dev.watchworks.trial;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Runs the parts of the trial, libraries in turn, and prints tables for docs/decisions. */
public final class Trial {
    private static final List<String> LIBRARIES = List.of("jetty", "vertx", "jdk");
    private static final int COLD_ROUNDS = 11;

    private final Path folder;
    private final TrialCertificates kept;

    private Trial(Path folder) throws Exception {
        this.folder = folder;
        kept = CertificateMaker.named("der").make(folder);
        CertificateMaker.keep(kept, folder);
    }

    public static void main(String[] arguments) throws Exception {
        String part = arguments.length == 0 ? "all" : arguments[0];
        Trial trial = new Trial(Files.createTempDirectory("http-trial"));
        if (part.matches("all|faults")) {
            FaultCheck.run(trial.folder);
        }
        if (part.matches("all|jars")) {
            trial.jars();
        }
        if (part.matches("all|cold")) {
            trial.cold();
        }
        if (part.matches("all|again")) {
            trial.again();
        }
        if (part.matches("all|watches")) {
            trial.watches();
        }
        if (part.matches("all|slow")) {
            trial.slow();
        }
        if (part.matches("all|http2")) {
            trial.http2();
        }
        if (part.matches("all|certificates")) {
            trial.certificates();
        }
        System.exit(0);
    }

    private void jars() throws Exception {
        SampleTable figures = new SampleTable();
        for (String subject : List.of("jetty", "vertx", "bouncy-castle", "okhttp-tls")) {
            figures.add(subject, "jars", MeasuredJvm.jars(subject).size());
            figures.add(
                    subject,
                    "KiB",
                    MeasuredJvm.jars(subject).stream()
                                    .mapToLong(jar -> jar.toFile().length())
                                    .sum()
                            / 1024.0);
        }
        figures.print("Jars");
    }

    /** From spawning the JVM to the answer of the first request, seen from this (warm) JVM. */
    private void cold() throws Exception {
        SampleTable figures = new SampleTable();
        for (int round = 0; round <= COLD_ROUNDS; round++) {
            for (String library : LIBRARIES) {
                for (String mode : List.of("plain", "kept", "fresh")) {
                    cold(library, mode, round == 0 ? new SampleTable() : figures);
                }
            }
        }
        figures.print("Cold start to the first answer");
    }

    private void cold(String library, String mode, SampleTable figures) throws Exception {
        long start = System.nanoTime();
        try (MeasuredJvm server = new MeasuredJvm("serve", library, folder, mode)) {
            int port = server.readInt();
            double listening = (System.nanoTime() - start) / 1e6;
            long paused = System.nanoTime();
            HttpClient client = client(mode.equals("fresh") ? authority(server) : kept.authority());
            long resumed = System.nanoTime();
            URI uri = URI.create((mode.equals("plain") ? "http" : "https") + "://127.0.0.1:" + port + "/hello");
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            long answered = System.nanoTime() - (resumed - paused);
            String row = library + ", " + mode;
            figures.add(row, "listening, ms", listening);
            figures.add(row, "first answer, ms", (answered - start) / 1e6);
            figures.add(row, "CPU, ms", Double.parseDouble(server.ask("cpu")));
            figures.add(row, "resident, MiB", server.residentKib() / 1024.0);
            server.ask("state");
            figures.add(row, "threads", Double.parseDouble(server.ask("state").split(" ")[1]));
        }
    }

    private static X509Certificate authority(MeasuredJvm server) throws Exception {
        byte[] encoded = Base64.getDecoder().decode(server.ask("authority"));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static HttpClient client(X509Certificate authority) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(new TrialCertificates(authority, null, null).clientContext())
                .build();
    }

    private void again() throws Exception {
        SampleTable figures = new SampleTable();
        for (int round = 0; round < 3; round++) {
            for (String library : LIBRARIES) {
                for (String mode : List.of("plain", "kept")) {
                    try (MeasuredJvm server = new MeasuredJvm("again", library, folder, mode)) {
                        for (int i = 0; i < 30; i++) {
                            String[] nanos = server.read().split(" ");
                            String row = library + ", " + mode + (i == 1 ? ", second start" : ", starts 11 to 30");
                            if (i == 1 || i >= 10) {
                                figures.add(row, "listening, ms", Double.parseDouble(nanos[0]) / 1e6);
                                figures.add(row, "first answer, ms", Double.parseDouble(nanos[1]) / 1e6);
                                figures.add(row, "close, ms", Double.parseDouble(nanos[2]) / 1e6);
                            }
                        }
                    }
                }
            }
        }
        figures.print("Later starts in one JVM (client in the same JVM)");
    }

    private void watches() throws Exception {
        SampleTable figures = new SampleTable();
        for (int round = 0; round < 5; round++) {
            for (String library : LIBRARIES) {
                try (MeasuredJvm server = new MeasuredJvm("serve", library, folder, "plain", "-Xmx512m");
                        Http1Watchers watchers = new Http1Watchers()) {
                    int port = server.readInt();
                    double heapBefore = Double.parseDouble(server.ask("state").split(" ")[0]);
                    watchers.open(port, 1000, true);
                    awaitWatches(server, 1000);
                    for (String what : List.of("100 events × 1,000, first time, ms", "again, ms", "third time, ms")) {
                        long start = System.nanoTime();
                        server.say("publish 100 512");
                        watchers.await(100);
                        figures.add(library, what, (System.nanoTime() - start) / 1e6);
                        server.read();
                    }
                    String[] state = server.ask("state").split(" ");
                    figures.add(library, "threads", Double.parseDouble(state[1]));
                    figures.add(library, "heap a watch, KiB", (Double.parseDouble(state[0]) - heapBefore) / 1000);
                    figures.add(library, "resident, MiB", server.residentKib() / 1024.0);
                }
            }
        }
        figures.print("1,000 watches, HTTP/1.1, events of 512 bytes");
    }

    private void slow() throws Exception {
        SampleTable figures = new SampleTable();
        for (int round = 0; round < 5; round++) {
            for (String library : LIBRARIES) {
                for (int idle : new int[] {0, 1}) {
                    try (MeasuredJvm server = new MeasuredJvm("serve", library, folder, "plain", "-Xmx512m");
                            Http1Watchers watchers = new Http1Watchers()) {
                        int port = server.readInt();
                        watchers.open(port, idle, false);
                        watchers.open(port, 20, true);
                        awaitWatches(server, 20 + idle);
                        String row = library + (idle == 0 ? ", all read" : ", one does not read");
                        double heapBefore =
                                Double.parseDouble(server.ask("state").split(" ")[0]);
                        long start = System.nanoTime();
                        for (int burst = 0; burst < 200; burst++) {
                            server.say("publish 100 1024");
                            watchers.await(100);
                            server.read();
                        }
                        figures.add(row, "20 others got 20,000 events, ms", (System.nanoTime() - start) / 1e6);
                        String[] state = server.ask("state").split(" ");
                        figures.add(row, "heap growth, MiB", (Double.parseDouble(state[0]) - heapBefore) / 1024);
                        figures.add(row, "seen as waiting, MiB", Double.parseDouble(state[2]) / 1024 / 1024);
                    }
                }
            }
        }
        figures.print("A slow watcher, HTTP/1.1, events of 1 KiB, unbounded queue of our own");
    }

    private void http2() throws Exception {
        SampleTable figures = new SampleTable();
        for (int round = 0; round < 5; round++) {
            for (String library : List.of("jetty", "vertx")) {
                for (int idle : new int[] {0, 1}) {
                    try (MeasuredJvm server = new MeasuredJvm("serve", library, folder, "kept", "-Xmx512m")) {
                        Http2Watchers watchers =
                                new Http2Watchers(client(kept.authority()), server.readInt(), 100, 1000);
                        for (int i = 0; i < 100 + idle; i++) {
                            watchers.open(i < 100);
                            if (i == 0) {
                                awaitWatches(server, 1);
                            }
                        }
                        awaitWatches(server, 100 + idle);
                        long start = System.nanoTime();
                        server.say("publish 1000 512");
                        watchers.await();
                        String row = library + (idle == 0 ? ", all read" : ", one more does not read");
                        figures.add(row, "1,000 events × 100, ms", (System.nanoTime() - start) / 1e6);
                        server.read();
                        String[] state = server.ask("state").split(" ");
                        figures.add(row, "threads", Double.parseDouble(state[1]));
                        figures.add(row, "seen as waiting, KiB", Double.parseDouble(state[2]) / 1024);
                    }
                }
            }
        }
        figures.print("100 watches on one HTTP/2 connection, events of 512 bytes");
    }

    private static void awaitWatches(MeasuredJvm server, int count) throws Exception {
        while (Integer.parseInt(server.ask("watches")) < count) {
            Thread.onSpinWait();
        }
    }

    private void certificates() throws Exception {
        SampleTable figures = new SampleTable();
        for (int round = 0; round < 7; round++) {
            for (String maker : CertificateMaker.NAMES) {
                try (MeasuredJvm made = new MeasuredJvm("certificates", maker, folder, "")) {
                    for (int i = 0; i < 21; i++) {
                        String[] nanos = made.read().split(" ");
                        if (i == 0 || i > 10) {
                            figures.add(
                                    maker,
                                    i == 0 ? "first in a JVM, ms" : "later, ms",
                                    Double.parseDouble(nanos[0]) / 1e6);
                            figures.add(
                                    maker,
                                    i == 0 ? "then its SSLContext, ms" : "its SSLContext later, ms",
                                    Double.parseDouble(nanos[1]) / 1e6);
                        }
                    }
                }
            }
        }
        figures.print("Certificates");
    }
}
