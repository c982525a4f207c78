package dev.watchworks.apiserver.codec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SchemasTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectSchema pods = Schemas.of("core.Pod");

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    }

    @Test
    void unknown_fields_are_dropped_and_told_by_their_paths() throws IOException {
        ObjectSchema.Decoded decoded = pods.decode(json("{'kind':'Pod','spec':{'containers':[{'name':'a','port':1}],"
                + "'containres':[]},'colour':'red','metadata':{'labels':{'any':'thing'}}}"));

        assertThat(decoded.unknownFields()).containsExactly("spec.containers[0].port", "spec.containres", "colour");
        assertThat(decoded.object())
                .isEqualTo(json("{'kind':'Pod','metadata':{'labels':{'any':'thing'}},"
                        + "'spec':{'containers':[{'name':'a','resources':{}}]},'status':{}}"));
    }

    @Test
    void a_body_that_is_read_stays_as_it_was() throws IOException {
        ObjectNode body = json("{'spec':{'containers':[{'colour':'red'}]}}");
        ObjectNode before = body.deepCopy();

        pods.decode(body);

        assertThat(body).isEqualTo(before);
    }

    @Test
    void reading_what_was_read_changes_nothing() throws IOException {
        ObjectNode once = pods.decode(json("{'spec':{'hostNetwork':false,'nodeSelector':{'b':'1','a':null}}}"))
                .object();

        assertThat(pods.decode(once).object()).isEqualTo(once);
        assertThat(once.path("spec").path("nodeSelector")).isEqualTo(json("{'a':'','b':'1'}"));
    }

    @Test
    void a_zero_that_means_something_is_kept() throws IOException {
        ObjectNode deployment = Schemas.of("apps.Deployment")
                .decode(json("{'spec':{'replicas':0,'minReadySeconds':0,'paused':false}}"))
                .object();

        assertThat(deployment.path("spec").path("replicas").isInt()).isTrue();
        assertThat(deployment.path("spec").has("minReadySeconds")).isFalse();
        assertThat(deployment.path("spec").has("paused")).isFalse();
    }

    @Test
    void moments_are_written_in_utc() throws IOException {
        ObjectNode event = Schemas.of("core.Event")
                .decode(json("{'firstTimestamp':'2026-01-02T03:04:05.678+01:00'}"))
                .object();

        assertThat(event.path("firstTimestamp").asText()).isEqualTo("2026-01-02T02:04:05Z");
        assertThat(event.path("eventTime").isNull()).isTrue();
    }

    @Test
    void containers_are_merged_by_name_and_their_ports_by_number() {
        PatchMeta containers = pods.root().field("spec").field("containers");

        assertThat(containers.merges()).isTrue();
        assertThat(containers.mergeKey()).isEqualTo("name");
        assertThat(containers.field("ports").mergeKey()).isEqualTo("containerPort");
        assertThat(containers.field("volumeMounts").mergeKey()).isEqualTo("mountPath");
        assertThat(containers.field("env").mergeKey()).isEqualTo("name");
        assertThat(containers.field("command").merges()).isFalse();
    }

    @Test
    void metadata_is_merged_as_the_api_says() {
        PatchMeta metadata = pods.root().field("metadata");

        assertThat(metadata.field("ownerReferences").mergeKey()).isEqualTo("uid");
        assertThat(metadata.field("finalizers").merges()).isTrue();
        assertThat(metadata.field("finalizers").mergeKey()).isEmpty();
    }

    @Test
    void a_service_has_its_ports_merged_by_their_own_key() {
        assertThat(Schemas.of("core.Service")
                        .root()
                        .field("spec")
                        .field("ports")
                        .mergeKey())
                .isEqualTo("port");
    }

    @Test
    void tolerations_are_replaced_and_conditions_merged() {
        assertThat(pods.root().field("spec").field("tolerations").merges()).isFalse();
        assertThat(pods.root().field("status").field("conditions").mergeKey()).isEqualTo("type");
    }

    @Test
    void a_strategy_and_volumes_retain_keys() {
        assertThat(Schemas.of("apps.Deployment")
                        .root()
                        .field("spec")
                        .field("strategy")
                        .retainsKeys())
                .isTrue();
        PatchMeta volumes = pods.root().field("spec").field("volumes");
        assertThat(volumes.retainsKeys()).isTrue();
        assertThat(volumes.mergeKey()).isEqualTo("name");
    }

    @Test
    void what_the_schema_does_not_know_is_replaced() {
        PatchMeta unknown = pods.root().field("metadata").field("labels").field("app");

        assertThat(unknown.merges()).isFalse();
        assertThat(unknown.field("deeper")).isSameAs(PatchMeta.UNKNOWN);
    }
}
