package dev.watchworks.apiserver.codec.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TypeRulesTest {

    static Stream<String> types() {
        return TypeRules.types().stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyRuleIsOfAFieldOfItsType(String type) {
        List<String> fields = TypeDefinitions.get().fields(type).stream()
                .map(FieldDefinition::name)
                .toList();
        List<String> named = new ArrayList<>();
        TypeRules rules = TypeRules.of(type);
        rules.defaults().forEach(rule -> named.add(rule.path().replaceFirst("\\..*", "")));
        rules.constraints().forEach(rule -> named.add(rule.field()));

        assertThat(named).isNotEmpty().isSubsetOf(fields);
    }

    @Test
    void aDefaultFillsInAnAbsentFieldWhereverItsTypeOccurs() {
        ObjectNode pod = object("""
                {"spec": {"restartPolicy": "", "containers": [
                    {"ports": [{"containerPort": 1}, {"protocol": "UDP"}], "livenessProbe": {"periodSeconds": 3}}]}}
                """);

        new StructSchema("core.Pod", false).applyDefaults(pod);

        assertThat(pod.at("/spec/restartPolicy").asText()).isEqualTo("Always");
        assertThat(pod.at("/spec/containers/0/ports").findValuesAsText("protocol"))
                .containsExactly("TCP", "UDP");
        assertThat(pod.at("/spec/containers/0/livenessProbe"))
                .isEqualTo(object("{\"periodSeconds\": 3, \"timeoutSeconds\": 1, \"successThreshold\": 1,"
                        + " \"failureThreshold\": 3}"));
        assertThat(pod.at("/spec/containers/0").has("readinessProbe")).isFalse();
    }

    @Test
    void aDefaultCanDependOnAnotherField() {
        ObjectNode rolling = object("{\"spec\": {\"strategy\": {}}}");
        ObjectNode recreating = object("{\"spec\": {\"strategy\": {\"type\": \"Recreate\"}}}");

        new StructSchema("apps.Deployment", false).applyDefaults(rolling);
        new StructSchema("apps.Deployment", false).applyDefaults(recreating);

        assertThat(rolling.at("/spec/strategy/rollingUpdate/maxSurge").asText()).isEqualTo("25%");
        assertThat(recreating.at("/spec/strategy").has("rollingUpdate")).isFalse();
    }

    private static ObjectNode object(String text) {
        return (ObjectNode) Json.read(text);
    }
}
