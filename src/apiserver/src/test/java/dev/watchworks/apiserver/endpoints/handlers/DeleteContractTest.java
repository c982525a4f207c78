package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.DEPLOYMENTS;
import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static dev.watchworks.apiserver.endpoints.handlers.TestApi.PODS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.endpoints.handlers.TestApi.Answer;
import dev.watchworks.apiserver.registry.DeleteOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Items 45 to 48 of the contract; each test names its item. */
class DeleteContractTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void mostDeletionsAnswerAStatusWithTheUid() {
        String uid = api.deployment("d").path("metadata").path("uid").asText();
        Answer deployment = api.delete(DEPLOYMENTS + "/d");
        api.pod("p");
        Answer pod = api.delete(PODS + "/p");

        assertThat(deployment.code()).isEqualTo(200);
        assertThat(deployment.body())
                .hasToString("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Success\","
                        + "\"details\":{\"name\":\"d\",\"group\":\"apps\",\"kind\":\"deployments\",\"uid\":\"" + uid
                        + "\"}}");
        assertThat(pod.body().path("kind").asText()).isEqualTo("Pod");
        assertThat(api.delete(PODS + "/p").code()).isEqualTo(404);
    }

    @Test
    void finalizersHoldWhatIsDeleted() {
        api.post(MAPS, "{'metadata':{'name':'a','finalizers':['example.com/held']}}");
        TestWatch watch = api.watch(MAPS + "?resourceVersion=" + api.store.revision());
        Answer announced = api.delete(MAPS + "/a");
        Answer again = api.delete(MAPS + "/a");
        Answer added = api.merge(MAPS + "/a", "{'metadata':{'finalizers':['example.com/held','example.com/more']}}");
        JsonNode metadata = announced.body().path("metadata");

        assertThat(watch.told()).containsExactly("MODIFIED a");
        assertThat(metadata.path("deletionTimestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(metadata.path("deletionGracePeriodSeconds").asInt(-1)).isZero();
        assertThat(metadata.has("generation")).isFalse();
        assertThat(again.body()).isEqualTo(announced.body());
        assertThat(added.message())
                .isEqualTo(
                        "ConfigMap \"a\" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if"
                                + " the object is being deleted, found new finalizers []string{\"example.com/more\"}");
    }

    @Test
    void aScheduledPodHasItsGracePeriodAndTheKubeletEndsIt() {
        api.pod("p");
        api.registry.bind("default", "p", "node-1");
        TestWatch watch = api.watch(PODS + "?resourceVersion=" + api.store.revision());
        JsonNode metadata = api.delete(PODS + "/p").body().path("metadata");
        api.delete(PODS + "/p");
        assertThat(watch.told()).containsExactly("MODIFIED p");
        assertThat(metadata.path("deletionTimestamp").asText()).isEqualTo("2026-01-02T03:04:35Z");
        assertThat(metadata.path("deletionGracePeriodSeconds").asInt()).isEqualTo(30);
        assertThat(metadata.path("generation").asInt()).isEqualTo(2);

        api.registry.delete(api.registry.type("pods"), "default", "p", DeleteOptions.now());
        assertThat(watch.told()).containsExactly("MODIFIED p", "DELETED p");
    }

    @Test
    void aPodWithoutANodeGoesAtOnceButIsAnnounced() {
        api.pod("p");
        TestWatch watch = api.watch(PODS + "?resourceVersion=" + api.store.revision());
        api.delete(PODS + "/p");

        assertThat(watch.told()).containsExactly("MODIFIED p", "DELETED p");
    }

    @Test
    void aGracePeriodCanOnlyBeCutShort() {
        api.pod("p");
        api.registry.bind("default", "p", "node-1");
        api.delete(PODS + "/p", "{'gracePeriodSeconds':20}");
        JsonNode longer =
                api.delete(PODS + "/p", "{'gracePeriodSeconds':25}").body().path("metadata");
        JsonNode shorter = api.delete(PODS + "/p?gracePeriodSeconds=5").body().path("metadata");

        assertThat(longer.path("deletionTimestamp").asText()).isEqualTo("2026-01-02T03:04:25Z");
        assertThat(shorter.path("deletionTimestamp").asText()).isEqualTo("2026-01-02T03:04:10Z");
        assertThat(shorter.path("deletionGracePeriodSeconds").asInt()).isEqualTo(5);
    }

    @Test
    void foregroundAndOrphanLeaveAFinalizerToTheCollector() {
        api.map("f");
        api.map("o");
        api.map("b");
        Answer foreground = api.delete(MAPS + "/f", "{'propagationPolicy':'Foreground'}");
        Answer orphan = api.delete(MAPS + "/o?propagationPolicy=Orphan");
        Answer background = api.delete(MAPS + "/b", "{'kind':'DeleteOptions','propagationPolicy':'Background'}");

        assertThat(foreground.body().path("metadata").path("finalizers")).hasToString("[\"foregroundDeletion\"]");
        assertThat(orphan.body().path("metadata").path("finalizers")).hasToString("[\"orphan\"]");
        assertThat(background.body().path("status").asText()).isEqualTo("Success");
        assertThat(api.get(MAPS).names()).containsExactly("f", "o");
    }

    @Test
    void aPreconditionThatFailsIsAConflict() {
        String uid = api.map("a").path("metadata").path("uid").asText();
        Answer otherUid = api.delete(MAPS + "/a", "{'preconditions':{'uid':'other'}}");
        Answer otherVersion = api.delete(MAPS + "/a", "{'preconditions':{'resourceVersion':'1'}}");
        Answer right = api.delete(MAPS + "/a", "{'preconditions':{'uid':'" + uid + "','resourceVersion':'3'}}");

        assertThat(otherUid.code()).isEqualTo(409);
        assertThat(otherUid.message())
                .isEqualTo("Operation cannot be fulfilled on ConfigMap \"a\": the UID in the precondition (other) does"
                        + " not match the UID in record (" + uid
                        + "). The object might have been deleted and then recreated");
        assertThat(otherVersion.message())
                .isEqualTo("Operation cannot be fulfilled on ConfigMap \"a\": the ResourceVersion in the precondition"
                        + " (1) does not match the ResourceVersion in record (3). The object might have been modified");
        assertThat(right.code()).isEqualTo(200);
    }

    @Test
    void senselessOptionsAreRefusedInARealServersWords() {
        api.map("a");
        assertThat(api.delete(MAPS + "/a", "{'propagationPolicy':'Sideways'}").message())
                .isEqualTo(
                        "DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Unsupported value: \"Sideways\":"
                                + " supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"");
        assertThat(api.delete(MAPS + "/a", "{'propagationPolicy':'Orphan','orphanDependents':true}")
                        .message())
                .isEqualTo("DeleteOptions.meta.k8s.io \"\" is invalid: propagationPolicy: Invalid value: \"Orphan\":"
                        + " orphanDependents and deletionPropagation cannot be both set");
        assertThat(api.delete(MAPS + "/a", "nope").message())
                .isEqualTo("couldn't get version/kind; json parse error: invalid character 'o' in literal null"
                        + " (expecting 'u')");
        assertThat(api.get(MAPS + "/a").code()).isEqualTo(200);
    }

    @Test
    void aCollectionIsDeletedBySelectorAndAnsweredAsAList() {
        api.post(MAPS, "{'metadata':{'name':'a','labels':{'k':'v'}}}");
        api.map("b");
        Answer deleted = api.delete(MAPS + "?labelSelector=k%3Dv");

        assertThat(deleted.code()).isEqualTo(200);
        assertThat(deleted.body().path("kind").asText()).isEqualTo("ConfigMapList");
        assertThat(deleted.names()).containsExactly("a");
        assertThat(api.get(MAPS).names()).containsExactly("b");
    }

    @Test
    void aNamespaceIsTerminatingUntilItsFinalizerIsGone() {
        api.post("/api/v1/namespaces", "{'metadata':{'name':'going'}}");
        Answer begun = api.delete("/api/v1/namespaces/going");
        Answer again = api.delete("/api/v1/namespaces/going");
        assertThat(begun.body().path("status").path("phase").asText()).isEqualTo("Terminating");
        assertThat(begun.body().path("metadata").has("deletionTimestamp")).isTrue();
        assertThat(begun.body().path("metadata").has("deletionGracePeriodSeconds"))
                .isFalse();
        assertThat(again.body()).isEqualTo(begun.body());

        Answer finalized =
                api.put("/api/v1/namespaces/going/finalize", "{'metadata':{'name':'going'},'spec':{'finalizers':[]}}");
        assertThat(finalized.code()).as(finalized.message()).isEqualTo(200);
        assertThat(api.get("/api/v1/namespaces/going").code()).isEqualTo(404);
        assertThat(api.delete("/api/v1/namespaces/default").message())
                .isEqualTo("namespaces \"default\" is forbidden: this namespace may not be deleted");
    }
}
