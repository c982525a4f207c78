package dev.watchworks.lesson.pitfalls;

import dev.watchworks.labkit.Lab;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import okhttp3.Interceptor;

/** Clients for the learner's code. They all go through the gateway. */
final class Clients {

    private Clients() {}

    /** Makes a client whose requests pass through an interceptor. */
    static ApiClient intercepted(Lab lab, Interceptor interceptor) {
        ApiClient client = lab.connection().client();
        return client.setHttpClient(
                client.getHttpClient().newBuilder().addInterceptor(interceptor).build());
    }

    /** Makes a client that does not know the certificate authority of the gateway, so it must refuse the connection. */
    static ApiClient withoutAuthority(Lab lab) {
        return new ClientBuilder()
                .setBasePath(lab.connection().url())
                .setAuthentication(
                        new AccessTokenAuthentication(lab.connection().token()))
                .setVerifyingSsl(true)
                .build();
    }
}
