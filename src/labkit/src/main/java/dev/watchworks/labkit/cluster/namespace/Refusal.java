package dev.watchworks.labkit.cluster.namespace;

import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;

/** Says in words why a cluster did not do what the lab asked for. */
final class Refusal {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private Refusal() {}

    /** Trouble that begins with these words and goes on with what the cluster said. */
    static EnvironmentTrouble trouble(String what, ApiClient client, ApiException refused) {
        return switch (refused.getCode()) {
            case 0 ->
                new EnvironmentTrouble(
                        what + ": " + client.getBasePath() + " cannot be reached (" + reason(refused) + ")",
                        "see whether the cluster runs, and whether a firewall or a proxy stands between; without "
                                + "-Dlab.cluster the embedded cluster needs neither",
                        refused);
            case UNAUTHORIZED ->
                new EnvironmentTrouble(
                        what + ": it does not know these credentials (HTTP 401)",
                        "ask for a new kubeconfig; tokens and certificates expire",
                        refused);
            case FORBIDDEN ->
                new EnvironmentTrouble(
                        what + ": these credentials do not allow it (HTTP 403)",
                        "ask who owns the cluster; docs/clusters.md says what a lab needs",
                        refused);
            default ->
                new EnvironmentTrouble(
                        what + ": HTTP " + refused.getCode() + " " + refused.getResponseBody(),
                        "run it again; if that does not help, ask who owns the cluster",
                        refused);
        };
    }

    private static String reason(ApiException refused) {
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        return String.valueOf(cause.getMessage());
    }
}
