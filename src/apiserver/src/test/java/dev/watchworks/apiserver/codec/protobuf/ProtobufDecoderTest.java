package dev.watchworks.apiserver.codec.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each recorded pair is one object, as a real server wrote it in both formats. */
class ProtobufDecoderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "configmap",
                "customresourcedefinition",
                "deployment",
                "deployment-none",
                "endpoints",
                "endpointslice",
                "event",
                "event-of-events-group",
                "lease",
                "namespace",
                "node",
                "pod",
                "pod-full",
                "replicaset",
                "scale",
                "secret",
                "service"
            })
    void readsTheObjectThatARealServerWritesInJson(String name) throws Exception {
        ObjectNode object = ProtobufDecoder.decode(resource(name + ".protobuf"));

        JsonNode expected = withoutZeros(Json.read(resource(name + ".json")));
        assertThat(withoutZeros(Json.read(Json.write(object)))).isEqualTo(expected);
    }

    @Test
    void keepsAZeroThatDiffersFromNothing() throws Exception {
        ObjectNode deployment = ProtobufDecoder.decode(resource("deployment-none.protobuf"));

        assertThat(deployment.at("/spec/replicas").asInt(-1)).isZero();
        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1))
                .isZero();
    }

    @Test
    void refusesAKindWhoseMessagesItDoesNotKnow() {
        byte[] body = {'k', '8', 's', 0, 10, 12, 10, 2, 'v', '1', 18, 6, 'G', 'a', 'd', 'g', 'e', 't'};

        assertThatThrownBy(() -> ProtobufDecoder.decode(body))
                .isInstanceOf(ProtobufException.class)
                .hasMessage("no protobuf messages are known for kind \"Gadget\" in version \"v1\"");
    }

    @Test
    void refusesOtherBodiesWithARealServersMessage() {
        assertThatThrownBy(() -> ProtobufDecoder.decode(new byte[] {'a', 'b', 'c'}))
                .hasMessage("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
    }

    @Test
    void aDamagedBodyIsEitherReadOrRefused() throws IOException {
        byte[] whole = resource("pod-full.protobuf");
        Random random = new Random(20_260_101);
        List<Throwable> surprises = new ArrayList<>();
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = whole.clone();
            for (int count = random.nextInt(4); count >= 0; count--) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt(256);
            }
            try {
                ProtobufDecoder.decode(damaged);
            } catch (ProtobufException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            } catch (RuntimeException | StackOverflowError surprise) {
                surprises.add(surprise);
            }
        }
        assertThat(surprises).isEmpty();
    }

    /** Go writes some zero values in JSON that its decoder treats as absent. */
    private static JsonNode withoutZeros(JsonNode node) {
        if (node instanceof ArrayNode list) {
            list.forEach(ProtobufDecoderTest::withoutZeros);
        } else if (node instanceof ObjectNode object) {
            object.forEach(ProtobufDecoderTest::withoutZeros);
            object.remove(object.properties().stream()
                    .filter(member -> isZero(member.getValue()))
                    .map(member -> member.getKey())
                    .toList());
        }
        return node;
    }

    private static boolean isZero(JsonNode value) {
        return value.isNull()
                || (value.isTextual() && value.asText().isEmpty())
                || (value.isNumber() && value.asInt() == 0)
                || (value.isBoolean() && !value.asBoolean());
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream resource = ProtobufDecoderTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(resource, name).readAllBytes();
        }
    }
}
