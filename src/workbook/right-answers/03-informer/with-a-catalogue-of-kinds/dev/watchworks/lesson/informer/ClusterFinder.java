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

/** Finds the cluster, inside or outside. */
record ClusterFinder(Map<String, String> environment, Path serviceAccount, Path kubeconfig) {

    private record Inside(String host, String port, Path token, Path authority) {

        ApiClient connect() throws IOException {
            // An address of IPv6 needs brackets in a URL.
            String address = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
            return new ClientBuilder()
                    .setBasePath("https://" + address + ":" + port)
                    .setVerifyingSsl(true)
                    .setCertificateAuthority(Files.readAllBytes(authority))
                    .setAuthentication(new TokenFileAuthentication(token.toAbsolutePath().toString()))
                    .setReadTimeout(Duration.ZERO)
                    .build();
        }
    }

    ApiClient connect() throws IOException {
        Optional<Inside> inside = variable("KUBERNETES_SERVICE_HOST")
                .flatMap(host -> variable("KUBERNETES_SERVICE_PORT")
                        .flatMap(port -> file("token")
                                .flatMap(token -> file("ca.crt")
                                        .map(authority -> new Inside(host, port, token, authority)))));
        return inside.isPresent() ? inside.get().connect() : outside();
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private Optional<Path> file(String name) {
        return Optional.of(serviceAccount.resolve(name)).filter(Files::isReadable);
    }

    private ApiClient outside() throws IOException {
        try {
            return Config.fromConfig(kubeconfig.toString()).setReadTimeout(0);
        } catch (RuntimeException nonsense) {
            throw new IOException("There is no configuration in " + serviceAccount + " or " + kubeconfig, nonsense);
        }
    }
}
