package dev.watchworks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** OkHttp as client-java uses it, with one protocol only. */
final class LearnerClient implements AutoCloseable {
    final OkHttpClient http;
    private final String url;
    private final String token;

    LearnerClient(Gateway gateway, Protocol protocol) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "gateway",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new java.io.ByteArrayInputStream(
                                gateway.caCertificatePem().getBytes(StandardCharsets.UTF_8))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        http = new OkHttpClient.Builder()
                .sslSocketFactory(context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
                .protocols(
                        protocol == Protocol.HTTP_2 ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(protocol))
                .readTimeout(20, TimeUnit.SECONDS)
                .retryOnConnectionFailure(false)
                .connectionPool(new ConnectionPool(5, 1, TimeUnit.MINUTES))
                .build();
        http.dispatcher().setMaxRequestsPerHost(1000);
        http.dispatcher().setMaxRequests(1000);
        url = gateway.url();
        token = gateway.token();
    }

    Request.Builder request(String path) {
        return new Request.Builder().url(url + path).header("Authorization", "Bearer " + token);
    }

    Response get(String path) throws IOException {
        return http.newCall(request(path).build()).execute();
    }

    /** A watch; the test reads its lines one by one. */
    Stream watch(String path) throws IOException {
        okhttp3.Call call = http.newCall(request(path).build());
        return new Stream(call, call.execute());
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdownNow();
        http.connectionPool().evictAll();
    }

    record Stream(okhttp3.Call call, Response response, BufferedReader reader) implements AutoCloseable {
        Stream(okhttp3.Call call, Response response) {
            this(
                    call,
                    response,
                    new BufferedReader(new InputStreamReader(response.body().byteStream(), StandardCharsets.UTF_8)));
        }

        String line() throws IOException {
            return reader.readLine();
        }

        /** All bytes until the stream ends, and the failure that ended it; null for a complete end. */
        Remains remains() {
            StringBuilder seen = new StringBuilder();
            try {
                for (int next = reader.read(); next >= 0; next = reader.read()) {
                    seen.append((char) next);
                }
                return new Remains(seen.toString(), null);
            } catch (IOException e) {
                return new Remains(seen.toString(), e);
            }
        }

        @Override
        public void close() {
            call.cancel();
            try {
                response.close();
            } catch (IllegalStateException e) {
                // OkHttp throws this when the stream is broken already.
            }
        }
    }

    record Remains(String text, @Nullable IOException failure) {}
}
