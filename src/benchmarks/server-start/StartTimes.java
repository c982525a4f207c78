import dev.watchworks.apiserver.EmbeddedApiServer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Prints how long an embedded API server takes from its start to its first answer, a list of namespaces: the first in
 * this JVM, and the median of later ones. Milliseconds; the client's own start and its TLS handshake are part of it.
 */
final class StartTimes {

    private static final int LATER = 41;

    public static void main(String[] arguments) throws Exception {
        boolean isSecure = arguments[0].equals("tls");
        long jvm = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
        double[] first = startAndAsk(isSecure);
        long sinceJvm = System.currentTimeMillis() - jvm;
        double[] starts = new double[LATER];
        double[] answers = new double[LATER];
        for (int round = 0; round < LATER; round++) {
            double[] later = startAndAsk(isSecure);
            starts[round] = later[0];
            answers[round] = later[1];
        }
        System.out.printf(
                "%-5s  JVM to first answer %5d   first start %4.0f, its answer %4.0f   later start %5.1f, its answer %5.1f%n",
                arguments[0], sinceJvm, first[0], first[1], median(starts), median(answers));
    }

    private static double[] startAndAsk(boolean isSecure) throws Exception {
        long begun = System.nanoTime();
        EmbeddedApiServer.Builder builder = EmbeddedApiServer.builder();
        try (EmbeddedApiServer server = isSecure ? builder.start() : builder.plainHttp().start()) {
            double started = (System.nanoTime() - begun) / 1e6;
            long asked = System.nanoTime();
            HttpClient.Builder client = HttpClient.newBuilder();
            if (isSecure) {
                client.sslContext(trusting(server.caCertificatePem()));
            }
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/namespaces"))
                    .header("Authorization", "Bearer " + server.token())
                    .build();
            int status = client.build().send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("the server answered " + status);
            }
            return new double[] {started, (System.nanoTime() - asked) / 1e6};
        }
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
