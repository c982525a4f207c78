package dev.watchworks.apiserver.fieldmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.MergeType;
import dev.watchworks.apiserver.codec.schema.StructSchema;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final MergeType pods = new StructSchema("core.Pod", false).mergeType();

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.replace('\'', '"'));
    }

    private Comparison compare(String before, String after) {
        return Comparison.of(pods, json(before), json(after));
    }

    private static String told(FieldSet set) {
        return set.toJson().toString().replace("\\\"", "`").replace('"', '\'');
    }

    @Test
    void anItemIsIdentifiedByItsKeysAndAnAbsentKeyByItsDefault() {
        Comparison comparison = compare(
                "{'spec':{'containers':[{'name':'c','ports':[{'containerPort':80,'protocol':'TCP','name':'a'}]}]}}",
                "{'spec':{'containers':[{'name':'c','ports':[{'containerPort':80,'name':'b'}]}]}}");

        assertThat(told(comparison.modified()))
                .isEqualTo("{'f:spec':{'f:containers':{'k:{`name`:`c`}':{'f:ports':"
                        + "{'k:{`containerPort`:80,`protocol`:`TCP`}':{'f:name':{}}}}}}}");
        assertThat(told(comparison.removed())).contains("'f:protocol':{}");
    }

    @Test
    void anAtomicValueChangesAsAWhole() {
        Comparison comparison = compare(
                "{'spec':{'nodeSelector':{'a':'1'},'tolerations':[{'key':'a'}],'affinity':{'nodeAffinity':{}}}}",
                "{'spec':{'nodeSelector':{'a':'1','b':'2'},'tolerations':[]}}");

        assertThat(told(comparison.changed())).isEqualTo("{'f:spec':{'f:nodeSelector':{},'f:tolerations':{}}}");
        assertThat(told(comparison.removed())).isEqualTo("{'f:spec':{'f:affinity':{'.':{},'f:nodeAffinity':{}}}}");
    }

    @Test
    void anExistingMapIsNotAddedAndANewOneIs() {
        assertThat(told(compare("{'metadata':{'labels':{'a':'1'}}}", "{'metadata':{'labels':{'b':'1'}}}")
                        .added()))
                .isEqualTo("{'f:metadata':{'f:labels':{'f:b':{}}}}");
        assertThat(told(compare("{'metadata':{}}", "{'metadata':{'labels':{'b':'1'}}}")
                        .added()))
                .isEqualTo("{'f:metadata':{'f:labels':{'.':{},'f:b':{}}}}");
        assertThat(told(compare("{'spec':{}}", "{'spec':{'securityContext':{}}}")
                        .added()))
                .isEqualTo("{'f:spec':{'f:securityContext':{}}}");
    }

    @Test
    void theOrderOfItemsAndTheTypeOfANumberChangeNothing() {
        Comparison comparison = compare(
                "{'metadata':{'finalizers':['a','b']},'spec':{'terminationGracePeriodSeconds':30}}",
                "{'spec':{'terminationGracePeriodSeconds':30.0},'metadata':{'finalizers':['b','a']}}");

        assertThat(comparison).isEqualTo(new Comparison(FieldSet.EMPTY, FieldSet.EMPTY, FieldSet.EMPTY));
    }

    @Test
    void itemsWithoutAnIdentityAreRefused() {
        MergeType accounts = new StructSchema("core.ServiceAccount", false).mergeType();

        assertThatThrownBy(() -> Comparison.of(accounts, json("{}"), json("{'secrets':[{'kind':'Secret'}]}")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
