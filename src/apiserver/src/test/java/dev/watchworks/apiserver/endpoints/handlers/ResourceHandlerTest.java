package dev.watchworks.apiserver.endpoints.handlers;

import static dev.watchworks.apiserver.endpoints.handlers.TestApi.MAPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.endpoints.handlers.TestApi.Answer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The resource handler on a store that nobody else writes to. */
class ResourceHandlerTest {
    private final TestApi api = new TestApi();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void eachWriteMakesTheNextVersion() {
        long before = api.store.revision();
        api.map("a");
        api.pod("b");

        assertThat(api.store.revision()).isEqualTo(before + 2);
        assertThat(api.get(MAPS).version()).isEqualTo(Long.toString(before + 2));
    }

    @Test
    void aDryRunMakesNoVersion() {
        api.map("a");
        long before = api.store.revision();
        api.post(MAPS + "?dryRun=All", "{'metadata':{'name':'b'}}");
        api.merge(MAPS + "/a?dryRun=All", "{'data':{'k':'v'}}");
        api.delete(MAPS + "/a?dryRun=All");

        assertThat(api.store.revision()).isEqualTo(before);
    }

    @Test
    void generatedNamesDiffer() {
        Set<String> names = new HashSet<>();
        for (int count = 0; count < 50; count++) {
            Answer created = api.post(MAPS, "{'metadata':{'generateName':'web-'}}");
            names.add(created.body().path("metadata").path("name").asText());
        }

        assertThat(names).hasSize(50);
    }

    @Test
    void aHugeBodyIsRefusedAndTheNextRequestIsServed() {
        String deep = "{'metadata':{'name':'x'},'data':" + "[".repeat(100_000) + "}";
        assertThat(api.post(MAPS, deep).code()).isEqualTo(400);
        Answer tooLong = api.post(MAPS, "{'metadata':{'name':'" + "a.".repeat(100_000) + "a'}}");
        assertThat(tooLong.message()).endsWith("must be no more than 253 characters");
        assertThat(api.map("fine").path("metadata").path("name").asText()).isEqualTo("fine");
    }
}
