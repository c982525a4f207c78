package dev.watchworks.labkit.cluster;

import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import io.kubernetes.client.util.KubeConfig;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A cluster that the user names by {@code -Dlab.kubeconfig} and, if need be, {@code -Dlab.context}. */
record NamedCluster(String url, String token, String caCertificatePem) implements Cluster {

    static Cluster read() {
        String file = System.getProperty("lab.kubeconfig");
        if (file == null) {
            throw new EnvironmentTrouble(
                    "-D" + Clusters.PROPERTY + "=kubeconfig names no cluster",
                    "add -Dlab.kubeconfig=FILE, and -Dlab.context=NAME where the file has several",
                    null);
        }
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            KubeConfig config = KubeConfig.loadKubeConfig(reader);
            String context = System.getProperty("lab.context");
            if (context != null && !config.setContext(context)) {
                throw unusable(file, "it has no context \"" + context + "\"", null);
            }
            return of(config, file);
        } catch (IOException unreadable) {
            throw unusable(file, "it cannot be read", unreadable);
        }
    }

    private static Cluster of(KubeConfig config, String file) throws IOException {
        String token =
                config.getCredentials() == null ? null : config.getCredentials().get(KubeConfig.CRED_TOKEN_KEY);
        if (token == null) {
            throw unusable(file, "its user has no token, and the lab knows no other credentials yet", null);
        }
        String server = config.getServer();
        return new NamedCluster(
                server.endsWith("/") ? server.substring(0, server.length() - 1) : server,
                token,
                authority(config, file));
    }

    private static String authority(KubeConfig config, String file) throws IOException {
        String data = config.getCertificateAuthorityData();
        if (data != null) {
            return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8);
        }
        String path = config.getCertificateAuthorityFile();
        if (path == null) {
            throw unusable(file, "its cluster has no certificate authority", null);
        }
        return Files.readString(Path.of(file).toAbsolutePath().resolveSibling(path));
    }

    private static EnvironmentTrouble unusable(String file, String why, @Nullable Throwable cause) {
        return new EnvironmentTrouble("the kubeconfig " + file + " is of no use: " + why, "name another file", cause);
    }

    @Override
    public String name() {
        return "kubeconfig";
    }

    @Override
    public boolean disposable() {
        return false;
    }

    @Override
    public void compact() {
        throw new UnsupportedOperationException("a lab does not compact a cluster that others use");
    }

    @Override
    public void close() {
        // the cluster is not ours
    }
}
