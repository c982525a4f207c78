package dev.watchworks.gateway;

import static dev.watchworks.gateway.ScriptedCluster.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.CutLine;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.wire.Protocol;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.Watch;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway with client-java, which the lessons use. */
class ClientJavaTest {
    private final ScriptedCluster cluster = ScriptedCluster.overHttp2();
    private final Gateway gateway = Gateway.start(cluster.upstream());

    @AfterEach
    void close() {
        gateway.close();
        cluster.close();
    }

    @Test
    void aWatchSeesItsEventsAndA410AsStatus() throws Exception {
        gateway.faults().when(Cue.watch("pods").afterEvents(1)).then(new GoneEvent());
        try (Watch<V1Pod> watch = watch()) {
            cluster.nextWatch().send(event("ADDED", "web", 205));
            assertThat(watch.next().object.getMetadata().getName()).isEqualTo("web");
            assertThat(watch.next().status.getCode()).isEqualTo(410);
            assertThat(watch.hasNext()).isFalse();
        }
        assertThat(gateway.timeline().watches("pods"))
                .singleElement()
                .satisfies(exchange -> assertThat(exchange.protocol()).isEqualTo(Protocol.HTTP_2));
    }

    @Test
    void aWatchFailsOnALineThatIsCut() throws Exception {
        gateway.faults().when(Cue.watch("pods").afterEvents(1)).then(new CutLine());
        try (Watch<V1Pod> watch = watch()) {
            cluster.nextWatch().send(event("ADDED", "web", 205) + event("MODIFIED", "web", 206));
            assertThat(watch.next().type).isEqualTo("ADDED");
            assertThatThrownBy(watch::next).isInstanceOf(RuntimeException.class);
        }
    }

    private Watch<V1Pod> watch() throws Exception {
        ApiClient client = Config.fromConfig(
                new ByteArrayInputStream(gateway.kubeconfig("shop").getBytes(StandardCharsets.UTF_8)));
        return Watch.createWatch(
                client,
                new CoreV1Api(client).listNamespacedPod("shop").watch(true).buildCall(null),
                new TypeToken<Watch.Response<V1Pod>>() {}.getType());
    }
}
