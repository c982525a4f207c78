package dev.watchworks.apiserver.api.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import org.junit.jupiter.api.Test;

class BuiltinResourceTypesTest {

    private static ResourceType type(String plural) {
        return BuiltinResourceTypes.all().stream()
                .filter(type -> type.plural().equals(plural))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyKindIsInTheTableOnce() {
        assertThat(BuiltinResourceTypes.all())
                .extracting(ResourceType::groupResource)
                .doesNotHaveDuplicates()
                .hasSize(32);
    }

    @Test
    void aNamespaceCannotBeDeletedWithItsKind() {
        assertThat(type("namespaces").verbs())
                .doesNotContain("deletecollection")
                .contains("delete");
        assertThat(type("pods").verbs()).contains("deletecollection");
    }

    @Test
    void messagesNameAKindWithItsGroup() {
        assertThat(type("deployments").groupResource()).isEqualTo("deployments.apps");
        assertThat(type("deployments").groupKind()).isEqualTo("Deployment.apps");
        assertThat(type("pods").groupKind()).isEqualTo("Pod");
    }

    @Test
    void deploymentsAreOfANewGenerationWhenAnnotated() {
        ObjectNode before = JsonNodeFactory.instance.objectNode();
        ObjectNode after = before.deepCopy();
        after.putObject("metadata").putObject("annotations").put("a", "b");

        assertThat(type("deployments").strategy().incrementsGeneration(after, before))
                .isTrue();
        assertThat(type("replicasets").strategy().incrementsGeneration(after, before))
                .isFalse();
    }

    @Test
    void aConfigMapHoldsAMebibyteAndNoMore() {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        map.putObject("data").put("a", "x".repeat((1 << 20) - 3));
        map.putObject("binaryData").put("b", "AAAA");

        assertThat(errors(map).isEmpty()).isTrue();

        map.withObjectProperty("data").put("c", "ä");
        assertThat(errors(map).list())
                .containsExactly(new FieldErrors.FieldError(
                        "FieldValueTooLong", "[]", "Too long: may not be more than 1048576 bytes"));
    }

    private static FieldErrors errors(ObjectNode map) {
        FieldErrors errors = new FieldErrors();
        type("configmaps").strategy().validate(map, errors);
        return errors;
    }
}
