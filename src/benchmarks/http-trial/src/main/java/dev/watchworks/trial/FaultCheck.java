package dev.watchworks.trial;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a client sees of the gateway's faults, in both protocols. */
final class FaultCheck {
    private FaultCheck() {}

    static void run(Path folder) throws Exception {
        System.out.println("\n### Faults as a client sees them\n");
        System.out.println("| library | fault | HTTP/1.1, plain | HTTP/2, TLS |\n|---|---|---|---|");
        for (String library : new String[] {"jetty", "vertx"}) {
            for (String path : new String[] {"/reset", "/cut", "/partial"}) {
                try (TrialServer plain = TrialServer.named(library);
                        TrialServer secure = TrialServer.named(library)) {
                    String http1 = overPlain(plain.start(null), path);
                    int port = secure.start(TrialCertificates.keptContext(folder));
                    System.out.println(
                            "| " + library + " | " + path + " | " + http1 + " | " + overHttp2(port, path) + " |");
                }
            }
            System.out.println("| " + library + " | refuse | " + refused(library) + " | |");
        }
    }

    private static String refused(String library) throws Exception {
        try (TrialServer contender = TrialServer.named(library)) {
            int port = contender.start(null);
            try (Socket open = new Socket(TrialServer.LOOPBACK, port)) {
                get(open, "/hello");
                contender.refuse();
                return "after " + millisUntilRefused(port) + " ms, open connection answers: " + get(open, "/hello");
            } catch (UnsupportedOperationException e) {
                return e.getMessage();
            }
        }
    }

    /** Not at once: a thread in accept() keeps the socket for a moment after close(). */
    private static long millisUntilRefused(int port) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < 5_000_000_000L) {
            try (Socket next = new Socket(TrialServer.LOOPBACK, port)) {
                Thread.onSpinWait();
            } catch (IOException e) {
                return (System.nanoTime() - start) / 1_000_000;
            }
        }
        throw new IllegalStateException("still accepts");
    }

    private static String overPlain(int port, String path) throws IOException {
        try (Socket socket = new Socket(TrialServer.LOOPBACK, port)) {
            return get(socket, path);
        }
    }

    private static String get(Socket socket, String path) throws IOException {
        socket.setSoTimeout(5_000);
        String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder seen = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            int next = in.read();
            while (next >= 0) {
                seen.append((char) next);
                if (seen.indexOf("hello") >= 0) {
                    return "`hello`";
                }
                next = in.read();
            }
            seen.append(" <end>");
        } catch (IOException e) {
            seen.append(" <").append(e.getMessage()).append('>');
        }
        int body = seen.indexOf("\r\n\r\n");
        return "`" + seen.substring(Math.max(body, 0)).strip().replace("\r\n", "␍␊") + "`";
    }

    private static String overHttp2(int port, String path) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(TrialCertificates.current().clientContext())
                .build();
        URI uri = URI.create("https://127.0.0.1:" + port + path);
        StringBuilder seen = new StringBuilder("`");
        try {
            HttpResponse<InputStream> response =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
            seen.append(response.version()).append(' ');
            for (int next = response.body().read();
                    next >= 0;
                    next = response.body().read()) {
                seen.append((char) next);
            }
            seen.append(" <end>");
        } catch (IOException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            seen.append(" <").append(cause.getMessage()).append('>');
        }
        return seen.append('`').toString();
    }
}
