package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static dev.watchworks.apiserver.endpoints.handlers.TestApi.PODS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.api.install.BuiltinResourceTypes;
import dev.watchworks.apiserver.endpoints.handlers.TestApi.Answer;
import dev.watchworks.apiserver.endpoints.handlers.TestWatch.Line;
import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Items 51, 52 and 57 of the contract, as far as this package serves them; each test names its item. */
class TableContractTest {
    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final String KUBECTL = TABLE + ",application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aListIsATableForKubectl() {
        api.map("a");
        Answer table = api.get(MAPS, KUBECTL);
        JsonNode row = table.body().path("rows").path(0);

        assertThat(table.body().path("kind").asText()).isEqualTo("Table");
        assertThat(table.body().path("apiVersion").asText()).isEqualTo("meta.k8s.io/v1");
        assertThat(table.version()).isEqualTo("3");
        assertThat(table.body().path("columnDefinitions").findValuesAsText("name"))
                .containsExactly("Name", "Data", "Age");
        assertThat(row.path("cells")).hasToString("[\"a\",0,\"0s\"]");
        assertThat(row.path("object").path("kind").asText()).isEqualTo("PartialObjectMetadata");
        assertThat(row.path("object").path("metadata"))
                .isEqualTo(api.get(MAPS + "/a").body().path("metadata"));
    }

    @Test
    void rowsCarryTheObjectOrNothingWhenAsked() {
        api.map("a");
        JsonNode whole = api.get(MAPS + "?includeObject=Object", TABLE).body();
        JsonNode none = api.get(MAPS + "?includeObject=None", TABLE).body();

        assertThat(whole.path("rows").path(0).path("object"))
                .isEqualTo(api.get(MAPS + "/a").body());
        assertThat(none.path("rows").path(0).get("object").isNull()).isTrue();
        assertThat(api.get(MAPS + "?labelSelector=none", TABLE).body().path("rows"))
                .hasToString("[]");
    }

    @Test
    void inAWatchOnlyTheFirstTableHasColumns() {
        api.map("a");
        TestWatch watch = api.watch(MAPS + "?allowWatchBookmarks=true", TABLE);
        api.map("b");

        List<Line> lines = watch.taken();
        assertThat(lines).extracting(Line::type).containsExactly("ADDED", "BOOKMARK", "ADDED");
        assertThat(lines.get(0).object().path("columnDefinitions").size()).isEqualTo(3);
        assertThat(lines.get(1).object().get("columnDefinitions").isNull()).isTrue();
        assertThat(lines.get(2).object().get("columnDefinitions").isNull()).isTrue();
        assertThat(lines.get(1).object().path("rows").path(0).path("object").path("metadata"))
                .hasToString("{\"resourceVersion\":\"3\",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}}");
        assertThat(lines.get(2)
                        .object()
                        .path("rows")
                        .path(0)
                        .path("cells")
                        .path(0)
                        .asText())
                .isEqualTo("b");
    }

    @Test
    void everyKindHasARowForABookmarksEmptyObject() {
        for (ResourceType type : BuiltinResourceTypes.all()) {
            String path = (type.group().isEmpty() ? "/api/" : "/apis/" + type.group() + "/") + type.version() + "/"
                    + type.plural();
            TestWatch watch = api.watch(path + "?allowWatchBookmarks=true&labelSelector=none", TABLE);

            Line line = watch.next();
            assertThat(line.type()).as(path).isEqualTo("BOOKMARK");
            assertThat(line.object().path("rows").path(0).path("cells").size())
                    .as(path)
                    .isEqualTo(type.table().columns().size());
        }
    }

    @Test
    void whatNobodyServesIsA406() {
        Answer form = api.get(MAPS, "application/json;as=Chair;v=v1;g=meta.k8s.io");
        Answer type = api.get(MAPS, "text/csv");

        assertThat(form.code()).isEqualTo(406);
        assertThat(form.message()).startsWith("only the following media types are accepted: application/json");
        assertThat(type.code()).isEqualTo(406);
        assertThat(type.reason()).isEqualTo("NotAcceptable");
        assertThat(api.get(MAPS, "text/csv, */*").code()).isEqualTo(200);
    }

    @Test
    void aSingleObjectWatchedFromAnyVersionIsToldFirst() {
        api.map("a");
        api.map("b");
        TestWatch watch = api.watch(MAPS + "?fieldSelector=metadata.name%3Db&resourceVersion=0");
        api.merge(MAPS + "/b", "{'data':{'k':'v'}}");
        api.merge(MAPS + "/a", "{'data':{'k':'v'}}");

        assertThat(watch.told()).containsExactly("ADDED b", "MODIFIED b");
        assertThat(api.get(MAPS + "/a?watch=true").body().path("kind").asText())
                .as("a name in the path is a get, whatever watch says")
                .isEqualTo("ConfigMap");
    }

    @Test
    void eventsAreSelectedByWhatTheyAreAbout() {
        for (String name : List.of("p", "q")) {
            api.post(
                    "/api/v1/namespaces/default/events",
                    "{'metadata':{'name':'" + name + "'},'reason':'Pulled','involvedObject':{'kind':'Pod',"
                            + "'namespace':'default','name':'" + name + "'}}");
        }
        Answer selected = api.get("/api/v1/namespaces/default/events?limit=500&fieldSelector="
                + "involvedObject.name%3Dp%2CinvolvedObject.namespace%3Ddefault%2CinvolvedObject.kind%3DPod");

        assertThat(selected.names()).containsExactly("p");
    }

    @Test
    void metadataAloneIsGivenOfObjectsListsAndWatches() {
        api.pod("p");
        String accept = "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io";
        JsonNode one = api.get(PODS + "/p", accept).body();
        JsonNode list = api.get(PODS, "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io")
                .body();

        assertThat(one.path("kind").asText()).isEqualTo("PartialObjectMetadata");
        assertThat(one.has("spec")).isFalse();
        assertThat(list.path("kind").asText()).isEqualTo("PartialObjectMetadataList");
        assertThat(list.path("items").path(0)).isEqualTo(one);
        assertThat(api.watch(PODS, accept).next().object()).isEqualTo(one);
    }
}
