package dev.watchworks.apiserver.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import dev.watchworks.apiserver.EmbeddedApiServer;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.util.Watchable;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import io.kubernetes.client.util.generic.KubernetesApiResponse;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesApi;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesObject;
import io.kubernetes.client.util.generic.options.ListOptions;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** client-java's generic and dynamic APIs. */
class GenericApiTest {
    private final EmbeddedApiServer server =
            EmbeddedApiServer.builder().withoutControllers().start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theGenericApiWritesReadsAndIsRefused() throws Exception {
        GenericKubernetesApi<V1ConfigMap, V1ConfigMapList> maps = new GenericKubernetesApi<>(
                V1ConfigMap.class, V1ConfigMapList.class, "", "v1", "configmaps", JavaClient.of(server));

        V1ConfigMap created =
                maps.create(JavaClient.map("one", "1")).throwsApiException().getObject();
        KubernetesApiResponse<V1ConfigMap> again = maps.create(JavaClient.map("one", "1"));
        V1ConfigMap patched = maps.patch(
                        "default",
                        "one",
                        V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH,
                        new V1Patch("{\"data\":{\"more\":\"2\"}}"))
                .throwsApiException()
                .getObject();
        KubernetesApiResponse<V1ConfigMap> stale = maps.update(created.data(Map.of("value", "3")));

        assertThat(again.getHttpStatusCode()).isEqualTo(409);
        assertThat(again.getStatus().getReason()).isEqualTo("AlreadyExists");
        assertThat(patched.getData()).containsOnlyKeys("value", "more");
        assertThat(stale.getStatus().getReason()).isEqualTo("Conflict");
        assertThat(maps.list("default", new ListOptions()).getObject().getItems())
                .hasSize(1);
        assertThat(maps.delete("default", "one").isSuccess()).isTrue();
        assertThat(maps.get("default", "one").getHttpStatusCode()).isEqualTo(404);
    }

    @Test
    void theDynamicApiNeedsNoTypes() throws Exception {
        DynamicKubernetesApi deployments = new DynamicKubernetesApi("apps", "v1", "deployments", JavaClient.of(server));
        String web = """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"default"},
                 "spec":{"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
                 "spec":{"containers":[{"name":"web","image":"nginx"}]}}}}""";
        DynamicKubernetesObject wanted = new DynamicKubernetesObject(
                com.google.gson.JsonParser.parseString(web).getAsJsonObject());

        DynamicKubernetesObject created =
                deployments.create(wanted).throwsApiException().getObject();
        try (Watchable<DynamicKubernetesObject> watch = deployments.watch(
                "default",
                resumingFrom(Objects.requireNonNull(created.getMetadata().getResourceVersion())))) {
            deployments.delete("default", "web").throwsApiException();

            var event = watch.next();
            assertThat(event.type).isEqualTo("DELETED");
            assertThat(event.object.getRaw().getAsJsonObject("spec").get("replicas"))
                    .isEqualTo(new JsonPrimitive(1));
        }
    }

    private static ListOptions resumingFrom(String resourceVersion) {
        ListOptions options = new ListOptions();
        options.setResourceVersion(resourceVersion);
        return options;
    }
}
