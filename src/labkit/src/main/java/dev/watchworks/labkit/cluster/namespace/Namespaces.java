package dev.watchworks.labkit.cluster.namespace;

import dev.watchworks.labkit.verdict.EnvironmentTrouble;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.AuthorizationV1Api;
import io.kubernetes.client.openapi.models.V1ResourceAttributes;
import io.kubernetes.client.openapi.models.V1SelfSubjectAccessReview;
import io.kubernetes.client.openapi.models.V1SelfSubjectAccessReviewSpec;
import java.util.Optional;

/** Where the checks of one run get their namespaces from. */
public interface Namespaces extends AutoCloseable {

    /** The namespace of the next check; nothing is done on the cluster yet. */
    LabNamespace next(String lesson);

    /** The one namespace that all checks must do with, empty where each gets a new one. */
    default Optional<String> onlyOne() {
        return Optional.empty();
    }

    /** Ends the run: what it made and did not delete yet is deleted. */
    @Override
    void close();

    /** On a cluster that ends with the JVM and takes everything with it. */
    static Namespaces onDisposableCluster(ApiClient client, String cluster) {
        return new PassingNamespaces(client, cluster);
    }

    /**
     * On a cluster that others use: what dead runs left behind there is deleted first.
     *
     * @param given the namespace to do with where the user may not make others
     * @throws EnvironmentTrouble if the cluster cannot be reached, or lets the user do neither
     */
    static Namespaces onSharedCluster(ApiClient client, ServerClock clock, String cluster, Optional<String> given) {
        if (mayMakeNamespaces(client, cluster)) {
            SharedNamespaces namespaces = new SharedNamespaces(client, clock, cluster);
            namespaces.begin();
            return namespaces;
        }
        GivenNamespaces namespaces = new GivenNamespaces(client, clock, given.orElse(""));
        namespaces.begin();
        return namespaces;
    }

    private static boolean mayMakeNamespaces(ApiClient client, String cluster) {
        V1SelfSubjectAccessReview review = new V1SelfSubjectAccessReview()
                .spec(new V1SelfSubjectAccessReviewSpec()
                        .resourceAttributes(
                                new V1ResourceAttributes().verb("create").resource("namespaces")));
        try {
            return Boolean.TRUE.equals(new AuthorizationV1Api(client)
                    .createSelfSubjectAccessReview(review)
                    .execute()
                    .getStatus()
                    .getAllowed());
        } catch (ApiException refused) {
            throw Refusal.trouble("the cluster \"" + cluster + "\" did not answer the lab", client, refused);
        }
    }
}
