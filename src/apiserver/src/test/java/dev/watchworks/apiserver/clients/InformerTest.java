package dev.watchworks.apiserver.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchworks.apiserver.EmbeddedApiServer;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.informer.cache.Lister;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.util.CallGeneratorParams;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** client-java's shared informer. */
class InformerTest {
    private final EmbeddedApiServer server =
            EmbeddedApiServer.builder().withoutControllers().start();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private CoreV1Api api;
    private SharedInformerFactory factory;
    private SharedIndexInformer<V1ConfigMap> informer;

    @BeforeEach
    void startInformer() throws Exception {
        ApiClient client = JavaClient.of(server);
        api = new CoreV1Api(client);
        factory = new SharedInformerFactory(client);
        api.createNamespacedConfigMap("default", JavaClient.map("early", "1")).execute();
        informer = factory.sharedIndexInformerFor(
                (CallGeneratorParams call) -> api.listNamespacedConfigMap("default")
                        .resourceVersion(call.resourceVersion)
                        .timeoutSeconds(call.timeoutSeconds)
                        .watch(call.watch)
                        .labelSelector("app=shop")
                        .buildCall(null),
                V1ConfigMap.class,
                V1ConfigMapList.class);
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(V1ConfigMap added) {
                heard.add("add " + told(added));
            }

            @Override
            public void onUpdate(V1ConfigMap before, V1ConfigMap after) {
                heard.add("update " + told(before) + " to " + told(after));
            }

            @Override
            public void onDelete(V1ConfigMap deleted, boolean finalStateUnknown) {
                heard.add("delete " + told(deleted) + (finalStateUnknown ? ", found out later" : ""));
            }
        });
        factory.startAllRegisteredInformers();
        await("the informer's first list").until(informer::hasSynced);
    }

    @AfterEach
    void close() {
        factory.stopAllRegisteredInformers(false);
        server.close();
    }

    private static String told(V1ConfigMap map) {
        return Objects.requireNonNull(map.getMetadata()).getName() + "="
                + Objects.requireNonNull(map.getData()).get("value");
    }

    @Test
    void itHearsOfEachChangeInOrderAndItsCacheFollows() throws Exception {
        api.createNamespacedConfigMap("default", JavaClient.map("late", "1")).execute();
        api.replaceNamespacedConfigMap("late", "default", JavaClient.map("late", "2"))
                .execute();
        V1ConfigMap unlabelled = JavaClient.map("other", "1");
        Objects.requireNonNull(unlabelled.getMetadata()).setLabels(null);
        api.createNamespacedConfigMap("default", unlabelled).execute();
        api.deleteNamespacedConfigMap("early", "default").execute();

        await("the events").until(() -> heard.size() >= 4);
        assertThat(heard).containsExactly("add early=1", "add late=1", "update late=1 to late=2", "delete early=1");
        assertThat(new Lister<>(informer.getIndexer(), "default").list())
                .extracting(InformerTest::told)
                .containsExactly("late=2");
    }

    @Test
    void aCompactionDoesNotDisturbAnOpenWatch() throws Exception {
        server.compact();
        api.createNamespacedConfigMap("default", JavaClient.map("late", "1")).execute();

        await("the event after the compaction").until(() -> heard.contains("add late=1"));
        assertThat(heard).containsExactly("add early=1", "add late=1");
    }
}
