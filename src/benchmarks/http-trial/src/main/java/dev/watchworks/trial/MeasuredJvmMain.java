package dev.watchworks.trial;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import javax.net.ssl.SSLContext;

/** What runs in the measured JVMs; it answers on standard output and obeys standard input. */
final class MeasuredJvmMain {
    private MeasuredJvmMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[2]);
        switch (arguments[0]) {
            case "serve" -> serve(arguments[1], arguments[3], folder);
            case "again" -> again(arguments[1], arguments[3], folder);
            case "certificates" -> certificates(arguments[1], folder);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.exit(0);
    }

    private static SSLContext tls(String mode, Path folder) throws Exception {
        return switch (mode) {
            case "plain" -> null;
            case "kept" -> TrialCertificates.keptContext(folder);
            case "fresh" -> TrialCertificates.freshContext();
            default -> throw new IllegalArgumentException(mode);
        };
    }

    private static void serve(String library, String mode, Path folder) throws Exception {
        TrialServer contender = TrialServer.named(library);
        System.out.println(contender.start(tls(mode, folder)));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "cpu" ->
                    System.out.println(ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .orElseThrow()
                            .toMillis());
                case "authority" ->
                    System.out.println(java.util.Base64.getEncoder()
                            .encodeToString(TrialCertificates.current().authority().getEncoded()));
                case "watches" -> System.out.println(contender.watches());
                case "publish" -> {
                    publish(contender, Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                    System.out.println("published");
                }
                case "state" -> System.out.println(state(contender));
                default -> throw new IllegalArgumentException(line);
            }
        }
    }

    private static void publish(TrialServer contender, int count, int size) {
        byte[] event = new byte[size];
        Arrays.fill(event, (byte) 'x');
        event[size - 2] = '~';
        event[size - 1] = '\n';
        for (int i = 0; i < count; i++) {
            contender.publish(event);
        }
    }

    /** Heap in KiB after two collections, peak of live threads' count now, waiting bytes. */
    private static String state(TrialServer contender) {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1024
                + " " + ManagementFactory.getThreadMXBean().getThreadCount()
                + " " + contender.waitingBytes();
    }

    /** Start, one request, close, thirty times in one JVM. */
    private static void again(String library, String mode, Path folder) throws Exception {
        SSLContext tls = tls(mode, folder);
        for (int i = 0; i < 30; i++) {
            HttpClient.Builder builder = HttpClient.newBuilder();
            if (tls != null) {
                builder.sslContext(TrialCertificates.current().clientContext());
            }
            HttpClient client = builder.build();
            long start = System.nanoTime();
            TrialServer contender = TrialServer.named(library);
            int port = contender.start(tls);
            long started = System.nanoTime();
            URI uri = URI.create((tls == null ? "http" : "https") + "://127.0.0.1:" + port + "/hello");
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            long answered = System.nanoTime();
            contender.close();
            long closed = System.nanoTime();
            System.out.println((started - start) + " " + (answered - start) + " " + (closed - answered));
        }
    }

    private static void certificates(String maker, Path folder) throws Exception {
        for (int i = 0; i < 21; i++) {
            long start = System.nanoTime();
            TrialCertificates identity = CertificateMaker.named(maker).make(folder);
            long made = System.nanoTime();
            identity.serverContext();
            System.out.println((made - start) + " " + (System.nanoTime() - made));
        }
        System.out.println(
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis());
    }
}
