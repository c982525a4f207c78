import dev.watchworks.apiserver.EmbeddedApiServer;
import dev.watchworks.gateway.Gateway;
import dev.watchworks.gateway.Upstream;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Prints five times in milliseconds on one line: from the start of the process to a ready server; the first start in this
 * JVM and the first answer; the medians of later starts and their answers. The client is in the same JVM, so its own start
 * and its TLS handshake are part of an answer.
 *
 * <p>The argument is {@code plain} or {@code tls} for an embedded API server, or {@code gateway} for a gateway in front of
 * a cluster that does not exist: it answers 503.
 */
final class StartTimes {

    private static final int LATER = 41;

    private record Target(AutoCloseable running, String url, String token, String caCertificatePem) {}

    public static void main(String[] arguments) throws Exception {
        String kind = arguments[0];
        long process = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
        double[] first = startAndAsk(kind);
        double[] starts = new double[LATER];
        double[] answers = new double[LATER];
        for (int round = 0; round < LATER; round++) {
            double[] later = startAndAsk(kind);
            starts[round] = later[0];
            answers[round] = later[1];
        }
        System.out.printf(
                Locale.ROOT,
                "%.0f %.1f %.1f %.2f %.2f%n",
                first[2] - process, first[0], first[1], median(starts), median(answers));
        System.exit(0);
    }

    private static double[] startAndAsk(String kind) throws Exception {
        long begun = System.nanoTime();
        Target target = start(kind);
        double started = (System.nanoTime() - begun) / 1e6;
        double ready = System.currentTimeMillis();
        try (AutoCloseable running = target.running()) {
            long asked = System.nanoTime();
            HttpClient.Builder client = HttpClient.newBuilder();
            if (!target.caCertificatePem().isEmpty()) {
                client.sslContext(trusting(target.caCertificatePem()));
            }
            HttpRequest request = HttpRequest.newBuilder(URI.create(target.url() + "/api/v1/namespaces"))
                    .header("Authorization", "Bearer " + target.token())
                    .build();
            int status = client.build().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
            if (status != (kind.equals("gateway") ? 503 : 200)) {
                throw new IllegalStateException("the answer was " + status);
            }
            return new double[] {started, (System.nanoTime() - asked) / 1e6, ready};
        }
    }

    private static Target start(String kind) {
        if (kind.equals("gateway")) {
            Gateway gateway = Gateway.start(Upstream.of("http://127.0.0.1:1"));
            return new Target(gateway, gateway.url(), gateway.token(), gateway.caCertificatePem());
        }
        EmbeddedApiServer.Builder builder = EmbeddedApiServer.builder();
        EmbeddedApiServer server = kind.equals("tls") ? builder.start() : builder.plainHttp().start();
        return new Target(server, server.url().toString(), server.token(), server.caCertificatePem());
    }

    private static SSLContext trusting(String pem) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private StartTimes() {}
}
