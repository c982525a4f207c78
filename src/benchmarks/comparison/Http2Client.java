import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A client of one server that has many streams on one connection: HTTP/2 over TLS. */
final class Http2Client {
    private final MeasuredServer server;
    private final HttpClient client;

    Http2Client(MeasuredServer server) throws Exception {
        this.server = server;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(trusting(server.authorityPem()))
                .build();
        HttpResponse<String> first = client.send(request("/version").build(), BodyHandlers.ofString());
        if (first.version() != HttpClient.Version.HTTP_2) {
            throw new IllegalStateException(server.name() + " speaks " + first.version());
        }
    }

    byte[] get(String path) throws Exception {
        return answered(client.send(request(path).build(), BodyHandlers.ofByteArray()), 200);
    }

    void post(String path, String body) throws Exception {
        HttpRequest post = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        answered(client.send(post, BodyHandlers.ofByteArray()), 201);
    }

    /** The lines of a watch. */
    InputStream watch(String path) throws Exception {
        HttpResponse<InputStream> response = client.send(request(path).build(), BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + response.statusCode());
        }
        return response.body();
    }

    private static byte[] answered(HttpResponse<byte[]> response, int expected) {
        if (response.statusCode() != expected) {
            throw new IllegalStateException(response.uri() + ": " + response.statusCode() + " "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer " + server.token());
    }

    static SSLContext trusting(String pem) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))) {
            store.setCertificateEntry("authority" + number++, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
