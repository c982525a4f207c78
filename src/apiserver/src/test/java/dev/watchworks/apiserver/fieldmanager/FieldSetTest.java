package dev.watchworks.apiserver.fieldmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.MergeType;
import dev.watchworks.apiserver.codec.schema.StructSchema;
import org.junit.jupiter.api.Test;

class FieldSetTest {

    private static FieldSet set(String json) {
        return FieldSet.of(Json.read(json));
    }

    private static String told(FieldSet set) {
        return set.toJson().toString();
    }

    @Test
    void aFieldAndTheFieldsBelowItAreSeparateMembers() {
        FieldSet both = set("{\"f:a\":{\".\":{},\"f:b\":{}}}");

        assertThat(both.has("a")).isTrue();
        assertThat(both.has("a", "b")).isTrue();
        assertThat(set("{\"f:a\":{\"f:b\":{}}}").has("a")).isFalse();
        assertThat(both.difference(FieldSet.of("a"))).isEqualTo(set("{\"f:a\":{\"f:b\":{}}}"));
        assertThat(both.difference(FieldSet.of("a", "b"))).isEqualTo(FieldSet.of("a"));
        assertThat(both.recursiveDifference(FieldSet.of("a"))).isEqualTo(FieldSet.EMPTY);
    }

    @Test
    void fieldsComeBeforeKeysAndKeysBeforeValuesEachInTheirOrder() {
        String text =
                "{\"f:a\":{},\"f:b\":{},\"k:{\\\"n\\\":9}\":{},\"k:{\\\"n\\\":80}\":{},\"k:{\\\"n\\\":\\\"a\\\"}\":{},"
                        + "\"v:5\":{},\"v:\\\"x\\\"\":{},\"i:2\":{}}";
        String shuffled =
                "{\"v:\\\"x\\\"\":{},\"i:2\":{},\"k:{\\\"n\\\":\\\"a\\\"}\":{},\"k:{\\\"n\\\":80}\":{},\"f:b\":{},"
                        + "\"k:{\\\"n\\\":9}\":{},\"v:5\":{},\"f:a\":{}}";

        assertThat(told(set(shuffled))).isEqualTo(text);
    }

    @Test
    void elementsOfAnUnknownFormAreSkipped() {
        assertThat(told(set("{\"f:a\":{\"q:new\":{}},\"z:other\":{}}"))).isEqualTo("{\"f:a\":{}}");
    }

    @Test
    void malformedFieldsV1AreRefused() {
        for (String text : new String[] {
            "5", "{\"a\":{}}", "{\"f:a\":[]}", "{\"k:[]\":{}}", "{\"k:{\":{}}", "{\"v:{\":{}}", "{\"i:x\":{}}"
        }) {
            assertThatThrownBy(() -> set(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFieldThatOccursTwiceIsOneField() {
        FieldSet.Builder builder = new FieldSet.Builder();
        builder.add(PathElement.field("a"), true, FieldSet.EMPTY);
        builder.add(PathElement.field("a"), false, FieldSet.of("b"));

        assertThat(builder.build()).isEqualTo(set("{\"f:a\":{\".\":{},\"f:b\":{}}}"));
    }

    @Test
    void aPartOfAnAtomicValueBecomesTheWholeValue() {
        MergeType deployments = new StructSchema("apps.Deployment", false).mergeType();

        assertThat(FieldSet.of("spec", "selector", "matchLabels", "a").reconcileWithSchema(deployments))
                .isEqualTo(FieldSet.of("spec", "selector"));
        assertThat(FieldSet.of("spec", "template", "spec", "tolerations", "x").reconcileWithSchema(deployments))
                .isEqualTo(FieldSet.of("spec", "template", "spec", "tolerations"));
        FieldSet odd = FieldSet.of("spec", "replicas", "x").union(FieldSet.of("spec", "none", "x"));
        assertThat(odd.reconcileWithSchema(deployments)).isSameAs(odd);
    }

    @Test
    void objectsWithEqualManagedFieldsShareOneTree() {
        assertThat(FieldsV1Cache.toJson(FieldSet.of("spec", "one")))
                .isSameAs(FieldsV1Cache.toJson(FieldSet.of("spec", "one")));
    }
}
