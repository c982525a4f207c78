package dev.watchworks.apiserver.endpoints.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Classes that are the default are given to what names none. They hold for the whole cluster, so no scenario has one. */
class DefaultClassesTest {
    private static final String CLAIMS = "/api/v1/namespaces/default/persistentvolumeclaims";
    private static final String CLASSES = "/apis/storage.k8s.io/v1/storageclasses";
    private static final String PRIORITIES = "/apis/scheduling.k8s.io/v1/priorityclasses";

    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aClaimWithoutAClassGetsTheNewestDefault() {
        assertThat(claim("before", "").has("storageClassName")).isFalse();
        defaultClass("old");
        api.time.advance(Duration.ofSeconds(1));
        defaultClass("new");
        api.post(CLASSES, "{'metadata':{'name':'other'},'provisioner':'p'}");

        assertThat(claim("a", "").path("storageClassName").asText()).isEqualTo("new");
        assertThat(claim("b", "'storageClassName':'other',")
                        .path("storageClassName")
                        .asText())
                .isEqualTo("other");
        assertThat(claim("c", "'storageClassName':'',").path("storageClassName").asText())
                .isEmpty();
    }

    @Test
    void aPodWithoutAClassGetsTheDefaultPriorityOfWhichThereIsOne() {
        assertThat(priority("seven", 7).code()).isEqualTo(201);

        TestApi.Answer second = priority("eight", 8);
        assertThat(second.code()).isEqualTo(403);
        assertThat(second.message())
                .isEqualTo("priorityclasses.scheduling.k8s.io \"eight\" is forbidden: PriorityClass seven is already"
                        + " marked as default. Only one default can exist");
        assertThat(api.pod("a").path("spec").path("priorityClassName").asText()).isEqualTo("seven");
        assertThat(api.pod("b").path("spec").path("priority").asInt()).isEqualTo(7);
    }

    @Test
    void aBoundClaimMayAskForMore() {
        claim("a", "");
        String more = "{'spec':{'resources':{'requests':{'storage':'2Gi'}}}}";
        assertThat(api.merge(CLAIMS + "/a", more).code()).isEqualTo(422);
        assertThat(api.merge(CLAIMS + "/a", "{'spec':{'volumeName':'v'}}").code())
                .isEqualTo(200);
        api.merge(CLAIMS + "/a/status", "{'status':{'phase':'Bound'}}");

        assertThat(api.merge(CLAIMS + "/a", more).code()).isEqualTo(200);
        assertThat(api.merge(CLAIMS + "/a", "{'spec':{'volumeName':'w'}}").code())
                .isEqualTo(422);
    }

    private void defaultClass(String name) {
        String annotations = "'annotations':{'storageclass.kubernetes.io/is-default-class':'true'}";
        api.post(CLASSES, "{'metadata':{'name':'" + name + "'," + annotations + "},'provisioner':'p'}");
    }

    private JsonNode claim(String name, String fields) {
        TestApi.Answer answer = api.post(
                CLAIMS,
                "{'metadata':{'name':'" + name + "'},'spec':{" + fields
                        + "'accessModes':['ReadWriteOnce'],'resources':{'requests':{'storage':'1Gi'}}}}");
        assertThat(answer.code()).isEqualTo(201);
        return answer.body().path("spec");
    }

    private TestApi.Answer priority(String name, int value) {
        return api.post(PRIORITIES, "{'metadata':{'name':'" + name + "'},'value':" + value + ",'globalDefault':true}");
    }
}
