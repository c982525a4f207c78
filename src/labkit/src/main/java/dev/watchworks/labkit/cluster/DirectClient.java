package dev.watchworks.labkit.cluster;

import dev.watchworks.gateway.Upstream;
import dev.watchworks.gateway.cluster.RequestRateLimiter;
import dev.watchworks.labkit.cluster.namespace.ServerClock;
import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import io.kubernetes.client.util.credentials.ClientCertificateAuthentication;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes the lab's own clients, which go to a cluster without passing a gateway. */
final class DirectClient {

    private DirectClient() {}

    /** A client that sends no more than the limit allows and sets the clock by what the server answers. */
    static ApiClient to(Upstream upstream, RequestRateLimiter limit, ServerClock clock) {
        try {
            ApiClient client = builder(upstream).build();
            return client.setHttpClient(client.getHttpClient()
                    .newBuilder()
                    .addInterceptor(chain -> limited(chain, limit))
                    .addInterceptor(chain -> clock.setBy(chain.proceed(chain.request())))
                    .build());
        } catch (RuntimeException unusable) {
            throw new EnvironmentTrouble(
                    "no client can be made for " + upstream.url(),
                    "see whether its certificates and keys are complete",
                    unusable);
        }
    }

    private static ClientBuilder builder(Upstream upstream) {
        ClientBuilder builder = new ClientBuilder()
                .setBasePath(upstream.url().toString())
                .setVerifyingSsl(!upstream.insecureSkipTlsVerify());
        if (upstream.caCertificatePem() != null) {
            builder.setCertificateAuthority(bytes(upstream.caCertificatePem()));
        }
        if (upstream.bearerToken() != null) {
            builder.setAuthentication(new AccessTokenAuthentication(upstream.bearerToken()));
        } else if (upstream.clientCertificatePem() != null && upstream.clientKeyPem() != null) {
            builder.setAuthentication(new ClientCertificateAuthentication(
                    bytes(upstream.clientCertificatePem()), bytes(upstream.clientKeyPem())));
        }
        return builder;
    }

    private static byte[] bytes(@Nullable String pem) {
        return pem == null ? new byte[0] : pem.getBytes(StandardCharsets.UTF_8);
    }

    private static Response limited(Interceptor.Chain chain, RequestRateLimiter limit) throws IOException {
        Duration wait = limit.reserve();
        if (!wait.isZero()) {
            try {
                Thread.sleep(wait.toMillis() + 1);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while the lab's limit of requests held it back");
            }
        }
        return chain.proceed(chain.request());
    }
}
