package dev.watchworks.apiserver.endpoints.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagedFieldsTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    private static JsonNode managers(TestApi.Answer answer) {
        return answer.body().path("metadata").path("managedFields");
    }

    private static String time(TestApi.Answer answer, int entry) {
        return managers(answer).path(entry).path("time").asText();
    }

    private TestApi.Answer created() {
        return api.post(TestApi.MAPS + "?fieldManager=b", "{'metadata':{'name':'m'},'data':{'one':'1'}}");
    }

    @Test
    void aWriteThatChangesNothingKeepsTheTime() {
        TestApi.Answer created = created();
        api.time.advance(Duration.ofSeconds(5));
        TestApi.Answer same = api.merge(TestApi.MAPS + "/m?fieldManager=b", "{'data':{'one':'1'}}");

        assertThat(time(same, 0)).isEqualTo(time(created, 0));
        assertThat(same.version()).isEqualTo(created.version());
    }

    @Test
    void whatTheServerDoesNotTakeOverIsNoChange() {
        String sets = "/apis/apps/v1/namespaces/default/daemonsets";
        TestApi.Answer created = api.post(
                sets + "?fieldManager=b",
                "{'metadata':{'name':'d'},'spec':{'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':{'labels':"
                        + "{'a':'b'}},'spec':{'containers':[{'name':'c','image':'i'}]}}}}");
        api.time.advance(Duration.ofSeconds(5));
        String counted = "{'metadata':{'annotations':{'deprecated.daemonset.template.generation':'7'}}}";
        TestApi.Answer same = api.merge(sets + "/d?fieldManager=b", counted);

        assertThat(same.version()).isEqualTo(created.version());
        assertThat(time(same, 0)).isEqualTo(time(created, 0));
        TestApi.Answer other = api.merge(sets + "/d?fieldManager=c", counted);
        assertThat(managers(other).findValuesAsText("manager")).containsExactly("b", "c");
    }

    @Test
    void aManagerHasTheTimeOfItsLastChangeAndTheOlderOnesComeFirst() {
        TestApi.Answer created = created();
        api.time.advance(Duration.ofSeconds(5));
        TestApi.Answer second = api.merge(TestApi.MAPS + "/m?fieldManager=a", "{'data':{'two':'1'}}");

        assertThat(managers(second).findValuesAsText("manager")).containsExactly("b", "a");
        assertThat(time(second, 0)).isEqualTo(time(created, 0));
        assertThat(time(second, 1)).isGreaterThan(time(second, 0));
        api.time.advance(Duration.ofSeconds(5));
        TestApi.Answer third = api.merge(TestApi.MAPS + "/m?fieldManager=b", "{'data':{'one':'2'}}");
        assertThat(managers(third).findValuesAsText("manager")).containsExactly("a", "b");
    }

    @Test
    void itemsThatCannotBeToldApartCostTheManagersAndNotTheWrite() {
        String accounts = "/api/v1/namespaces/default/serviceaccounts";
        TestApi.Answer created =
                api.post(accounts, "{'metadata':{'name':'s','labels':{'a':'1'}},'secrets':[{'kind':'Secret'}]}");

        assertThat(created.code()).isEqualTo(201);
        assertThat(managers(created).isMissingNode()).isTrue();
    }

    @Test
    void aPatchOfTheListItselfChangesNoOtherObject() {
        api.post(TestApi.MAPS + "?fieldManager=a", "{'metadata':{'name':'x'},'data':{'one':'1'}}");
        api.post(TestApi.MAPS + "?fieldManager=a", "{'metadata':{'name':'y'},'data':{'one':'1'}}");
        api.operations(
                TestApi.MAPS + "/x", "[{'op':'add','path':'/metadata/managedFields/0/fieldsV1/f:other','value':{}}]");

        assertThat(managers(api.get(TestApi.MAPS + "/x")).toString()).contains("f:other");
        assertThat(managers(api.get(TestApi.MAPS + "/y")).toString()).doesNotContain("f:other");
    }
}
