package dev.watchworks.apiserver.clients;

import dev.watchworks.apiserver.EmbeddedApiServer;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.credentials.AccessTokenAuthentication;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** client-java, pointed at a server as its README says. */
final class JavaClient {
    private JavaClient() {}

    static ApiClient of(EmbeddedApiServer server) throws Exception {
        return new ClientBuilder()
                .setBasePath(server.url().toString())
                .setAuthentication(new AccessTokenAuthentication(server.token()))
                .setCertificateAuthority(server.caCertificatePem().getBytes(StandardCharsets.UTF_8))
                .build();
    }

    static V1ConfigMap map(String name, String value) {
        return new V1ConfigMap()
                .metadata(new V1ObjectMeta().name(name).namespace("default").labels(Map.of("app", "shop")))
                .data(Map.of("value", value));
    }
}
