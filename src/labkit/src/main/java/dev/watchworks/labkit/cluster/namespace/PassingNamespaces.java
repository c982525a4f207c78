package dev.watchworks.labkit.cluster.namespace;

import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.Map;
import java.util.UUID;

/** New namespaces, which nobody deletes because their cluster ends with the run. */
record PassingNamespaces(ApiClient client, String cluster) implements Namespaces {

    @Override
    public LabNamespace next(String lesson) {
        return new Passing(name(), lesson);
    }

    /** A name that no other run has. */
    static String name() {
        return Marks.PREFIX + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Creates a namespace with these annotations. */
    static void create(ApiClient client, String cluster, String name, String lesson, Map<String, String> annotations) {
        V1ObjectMeta metadata = new V1ObjectMeta().name(name).labels(Map.of(Marks.LABEL, lesson));
        if (!annotations.isEmpty()) {
            metadata.annotations(annotations);
        }
        try {
            new CoreV1Api(client)
                    .createNamespace(new V1Namespace().metadata(metadata))
                    .execute();
        } catch (ApiException refused) {
            throw Refusal.trouble(
                    "the cluster \"" + cluster + "\" would not create a namespace for the check", client, refused);
        }
    }

    @Override
    public void close() {
        // the cluster's end is near
    }

    private final class Passing implements LabNamespace {
        private final String name;
        private final String lesson;

        private Passing(String name, String lesson) {
            this.name = name;
            this.lesson = lesson;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void open() {
            create(client, cluster, name, lesson, Map.of());
        }

        @Override
        public void close() {
            // it ends with its cluster
        }
    }
}
