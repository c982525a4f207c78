package dev.watchworks.apiserver.codec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ObjectSchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectSchema pods = new StructSchema("core.Pod", false);

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
    }

    @Test
    void unknownFieldsAreDroppedAndReportedByPath() throws IOException {
        ObjectSchema.Decoded decoded = pods.decode(json("{'kind':'Pod','spec':{'containers':[{'name':'a','port':1}],"
                + "'containres':[]},'colour':'red','metadata':{'labels':{'any':'thing'}}}"));

        assertThat(decoded.unknownFields()).containsExactly("spec.containers[0].port", "spec.containres", "colour");
        assertThat(decoded.object())
                .isEqualTo(json("{'kind':'Pod','metadata':{'labels':{'any':'thing'}},"
                        + "'spec':{'containers':[{'name':'a','resources':{}}]},'status':{}}"));
    }

    @Test
    void decodingDoesNotChangeTheBody() throws IOException {
        ObjectNode body = json("{'spec':{'containers':[{'colour':'red'}]}}");
        ObjectNode before = body.deepCopy();

        pods.decode(body);

        assertThat(body).isEqualTo(before);
    }

    @Test
    void decodingADecodedObjectChangesNothing() throws IOException {
        ObjectNode once = pods.decode(json("{'spec':{'hostNetwork':false,'nodeSelector':{'b':'1','a':null}}}"))
                .object();

        assertThat(pods.decode(once).object()).isEqualTo(once);
        assertThat(once.path("spec").path("nodeSelector")).isEqualTo(json("{'a':'','b':'1'}"));
    }

    @Test
    void aMeaningfulZeroIsKept() throws IOException {
        ObjectNode deployment = new StructSchema("apps.Deployment", false)
                .decode(json("{'spec':{'replicas':0,'minReadySeconds':0,'paused':false}}"))
                .object();

        assertThat(deployment.path("spec").path("replicas").isInt()).isTrue();
        assertThat(deployment.path("spec").has("minReadySeconds")).isFalse();
        assertThat(deployment.path("spec").has("paused")).isFalse();
    }

    @Test
    void timesAreWrittenInUtc() throws IOException {
        ObjectNode event = new StructSchema("core.Event", false)
                .decode(json("{'firstTimestamp':'2026-01-02T03:04:05.678+01:00'}"))
                .object();

        assertThat(event.path("firstTimestamp").asText()).isEqualTo("2026-01-02T02:04:05Z");
        assertThat(event.path("eventTime").isNull()).isTrue();
    }

    @Test
    void containersAreMergedByNameAndTheirPortsByNumber() {
        PatchMeta containers = pods.root().field("spec").field("containers");

        assertThat(containers.merges()).isTrue();
        assertThat(containers.mergeKey()).isEqualTo("name");
        assertThat(containers.field("ports").mergeKey()).isEqualTo("containerPort");
        assertThat(containers.field("volumeMounts").mergeKey()).isEqualTo("mountPath");
        assertThat(containers.field("env").mergeKey()).isEqualTo("name");
        assertThat(containers.field("command").merges()).isFalse();
    }

    @Test
    void metadataIsMergedAsTheApiDefines() {
        PatchMeta metadata = pods.root().field("metadata");

        assertThat(metadata.field("ownerReferences").mergeKey()).isEqualTo("uid");
        assertThat(metadata.field("finalizers").merges()).isTrue();
        assertThat(metadata.field("finalizers").mergeKey()).isEmpty();
    }

    @Test
    void aServiceHasItsPortsMergedByTheirOwnKey() {
        assertThat(new StructSchema("core.Service", false)
                        .root()
                        .field("spec")
                        .field("ports")
                        .mergeKey())
                .isEqualTo("port");
    }

    @Test
    void tolerationsAreReplacedAndConditionsMerged() {
        assertThat(pods.root().field("spec").field("tolerations").merges()).isFalse();
        assertThat(pods.root().field("status").field("conditions").mergeKey()).isEqualTo("type");
    }

    @Test
    void aStrategyAndVolumesRetainKeys() {
        assertThat(new StructSchema("apps.Deployment", false)
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
    void anUnknownListIsReplaced() {
        PatchMeta unknown = pods.root().field("metadata").field("labels").field("app");

        assertThat(unknown.merges()).isFalse();
        assertThat(unknown.field("deeper")).isSameAs(PatchMeta.UNKNOWN);
    }
}
