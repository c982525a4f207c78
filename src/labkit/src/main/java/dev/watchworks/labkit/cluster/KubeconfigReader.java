package dev.watchworks.labkit.cluster;

import dev.watchworks.gateway.Upstream;
import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes from a kubeconfig what the gateway and the lab's own client need to reach its cluster. */
public final class KubeconfigReader {

    /** Settings of a cluster that the lab's client would drop in silence. */
    private static final List<String> UNSUPPORTED = List.of("tls-server-name", "proxy-url");

    private final String source;
    private final KubeConfig config;

    private KubeconfigReader(String source, KubeConfig config) {
        this.source = source;
        this.config = config;
    }

    /**
     * Reads a file.
     *
     * @param context the context to use; empty for the file's current one
     * @throws EnvironmentTrouble if the file cannot be read or has no such context
     */
    public static KubeconfigReader read(Path file, Optional<String> context) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return of("the kubeconfig " + file, reader, file, context);
        } catch (IOException unreadable) {
            throw unusable("the kubeconfig " + file, "it cannot be read", unreadable);
        }
    }

    /**
     * Reads a text, whose current context is used.
     *
     * @param source what it is, in words, for messages
     * @throws EnvironmentTrouble if it is none
     */
    public static KubeconfigReader parse(String source, String yaml) {
        return of(source, new StringReader(yaml), null, Optional.empty());
    }

    private static KubeconfigReader of(String source, Reader reader, @Nullable Path file, Optional<String> context) {
        KubeConfig config;
        try {
            config = KubeConfig.loadKubeConfig(reader);
        } catch (RuntimeException noKubeconfig) {
            throw unusable(source, "it is no kubeconfig", noKubeconfig);
        }
        if (file != null) {
            config.setFile(file.toAbsolutePath().toFile());
        }
        if (context.isPresent() && !config.setContext(context.get())) {
            throw unusable(
                    source, "it has no context \"" + context.get() + "\" but " + contexts(config.getContexts()), null);
        }
        return new KubeconfigReader(source, config);
    }

    private static String contexts(@Nullable List<?> contexts) {
        List<String> names = contexts == null
                ? List.of()
                : contexts.stream()
                        .filter(Map.class::isInstance)
                        .map(context -> String.valueOf(((Map<?, ?>) context).get("name")))
                        .toList();
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** The namespace of the context, empty if it names none. */
    public Optional<String> namespace() {
        return Optional.ofNullable(config.getNamespace()).filter(name -> !name.isEmpty());
    }

    /**
     * The address and the credentials.
     *
     * @throws EnvironmentTrouble if they are missing, or of a kind that the lab cannot use
     */
    public Upstream upstream() {
        try {
            return withCredentials(withAuthority(Upstream.of(server())));
        } catch (IOException unreadable) {
            throw unusable(source, "a file that it names cannot be read", unreadable);
        } catch (IllegalArgumentException senseless) {
            throw unusable(source, String.valueOf(senseless.getMessage()), senseless);
        }
    }

    private String server() {
        String server = config.getServer();
        if (server == null) {
            throw unusable(source, "its current context names no cluster", null);
        }
        for (String setting : UNSUPPORTED) {
            if (clusterNames(setting)) {
                throw unusable(source, "it sets " + setting + ", which the lab does not support", null);
            }
        }
        return server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    }

    private boolean clusterNames(String setting) {
        return config.getClusters().stream()
                .filter(Map.class::isInstance)
                .map(entry -> ((Map<?, ?>) entry).get("cluster"))
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .anyMatch(cluster -> config.getServer().equals(cluster.get("server")) && cluster.containsKey(setting));
    }

    private Upstream withAuthority(Upstream upstream) throws IOException {
        if (!config.verifySSL()) {
            return upstream.withInsecureSkipTlsVerify();
        }
        String authority = text(config.getCertificateAuthorityData(), config.getCertificateAuthorityFile());
        return authority == null ? upstream : upstream.withCaCertificate(authority);
    }

    private Upstream withCredentials(Upstream upstream) throws IOException {
        // Runs the user's credential plugin, if there is one.
        Map<String, String> credentials = config.getCredentials();
        String token = credentials == null ? null : credentials.get(KubeConfig.CRED_TOKEN_KEY);
        if (token != null) {
            return upstream.withBearerToken(token);
        }
        String certificate = text(config.getClientCertificateData(), config.getClientCertificateFile());
        String key = text(config.getClientKeyData(), config.getClientKeyFile());
        if (certificate == null && credentials != null) {
            certificate = credentials.get(KubeConfig.CRED_CLIENT_CERTIFICATE_DATA_KEY);
            key = credentials.get(KubeConfig.CRED_CLIENT_KEY_DATA_KEY);
        }
        if (certificate == null || key == null) {
            throw unusable(source, "its user has neither a token nor a client certificate with its key", null);
        }
        return upstream.withClientCertificate(certificate, key);
    }

    private @Nullable String text(@Nullable String data, @Nullable String file) throws IOException {
        byte[] bytes = config.getDataOrFileRelative(data, file);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static EnvironmentTrouble unusable(String source, String why, @Nullable Throwable cause) {
        return new EnvironmentTrouble(source + " is of no use: " + why, "name another file or context", cause);
    }
}
