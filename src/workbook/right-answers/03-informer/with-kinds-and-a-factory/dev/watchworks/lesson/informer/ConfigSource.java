package dev.watchworks.lesson.informer;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.util.ClientBuilder;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.credentials.TokenFileAuthentication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A place where a configuration may be. */
sealed interface ConfigSource {

    Optional<ApiClient> find() throws IOException;

    /** The first configuration that there is. */
    static ApiClient first(ConfigSource... sources) throws IOException {
        for (ConfigSource source : sources) {
            Optional<ApiClient> client = source.find();
            if (client.isPresent()) {
                return client.get();
            }
        }
        throw new IOException("There is no configuration of a cluster.");
    }

    record InCluster(Map<String, String> environment, Path serviceAccount) implements ConfigSource {

        @Override
        public Optional<ApiClient> find() throws IOException {
            String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
            String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "");
            Path token = serviceAccount.resolve("token");
            Path authority = serviceAccount.resolve("ca.crt");
            if (host.isEmpty() || port.isEmpty() || !Files.exists(token) || !Files.exists(authority)) {
                return Optional.empty();
            }
            // An IPv6 address needs brackets in a URL.
            String inUrl = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
            return Optional.of(new ClientBuilder()
                    .setBasePath("https://" + inUrl + ":" + port)
                    .setCertificateAuthority(Files.readAllBytes(authority))
                    .setVerifyingSsl(true)
                    .setAuthentication(new TokenFileAuthentication(token.toString(), Duration.ofSeconds(10)))
                    .setReadTimeout(Duration.ZERO)
                    .build());
        }
    }

    record KubeconfigFile(Path file) implements ConfigSource {

        @Override
        public Optional<ApiClient> find() throws IOException {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            return Optional.of(Config.fromConfig(file.toString()));
        }
    }
}
