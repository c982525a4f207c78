package dev.watchworks.workbook.traps;

import static dev.watchworks.workbook.traps.ExperimentFixture.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.EndStream;
import dev.watchworks.gateway.fault.Fault;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.fault.GoneOnWatch;
import dev.watchworks.gateway.fault.TooManyRequests;
import dev.watchworks.gateway.wire.Exchange;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What an informer of client-java does on the wire when the server has problems. */
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock("threads of client-java")
class WireTrapsTest {

    private ExperimentFixture experiment;
    private ApiClient client;
    private SharedInformerFactory factory;

    @BeforeEach
    void begin() throws Exception {
        experiment = new ExperimentFixture();
        experiment.createPod("web-1");
        client = experiment.client();
        factory = new SharedInformerFactory(client);
    }

    @AfterEach
    void end() {
        factory.stopAllRegisteredInformers();
        experiment.close();
    }

    @Test
    void aWatchThatEndsIsOpenedAgainAtOnce() throws Exception {
        experiment.gateway().faults().when(Cue.watch("pods")).always().then(new EndStream());
        start();
        until("a hundred watches", () -> watches().size() >= 100);
        Duration took = watches().get(99).requestedAt().minus(watches().get(0).requestedAt());
        assertThat(took).isLessThan(Duration.ofSeconds(20));
        experiment.say("the server ends each watch at once: 100 watch requests, less than 0.2 s between them");
        experiment.say(
                "lists: %d", experiment.gateway().timeline().lists("pods").size());
        experiment.transcript().assertInChapter("hot-loop");
    }

    @Test
    void retryAfterIsNotHeard() throws Exception {
        experiment
                .gateway()
                .faults()
                .when(Cue.watch("pods"))
                .times(2)
                .then(new TooManyRequests(Duration.ofSeconds(30), TooManyRequests.Form.values()[0]));
        start();
        until("the third watch", () -> watches().size() == 3 && watches().get(2).status() != 0);
        Duration pause = watches().get(1).requestedAt().minus(watches().get(0).requestedAt());
        assertThat(pause).isBetween(Duration.ofMillis(500), Duration.ofSeconds(10));
        experiment.say("429 with Retry-After: 30, and the next request came sooner than 10 s later");
        experiment.requests().forEach(experiment::say);
        experiment.transcript().assertInChapter("retry-after");
    }

    @Test
    void goneComesInTwoFormsAndIsAnsweredInTwoWays() throws Exception {
        for (Fault gone : List.of(new GoneOnWatch(), new GoneEvent())) {
            experiment.say("%s:", gone.getClass().getSimpleName());
            int before = experiment.requests().size();
            var planned = experiment.gateway().faults().when(Cue.watch("pods")).then(gone);
            SharedInformerFactory own = new SharedInformerFactory(client);
            SharedIndexInformer<V1Pod> informer = ExperimentFixture.pods(own, client, Duration.ZERO);
            own.startAllRegisteredInformers();
            until("the fault", planned::hasStruck);
            until(
                    "a watch that stays",
                    () -> experiment.gateway().timeline().counters().openStreams() == 1);
            assertThat(informer.hasSynced()).isTrue();
            List<String> all = experiment.requests();
            all.subList(before, all.size()).forEach(request -> experiment.say("  %s", request));
            own.stopAllRegisteredInformers();
            until("no watch", () -> experiment.gateway().timeline().counters().openStreams() == 0);
        }
        experiment.transcript().assertInChapter("gone");
    }

    @Test
    void aFieldOfTomorrowInAListKeepsTheCacheEmpty() throws Exception {
        client.setHttpClient(client.getHttpClient()
                .newBuilder()
                .addInterceptor(WireTrapsTest::withAFieldOfTomorrow)
                .build());
        SharedIndexInformer<V1Pod> informer = start();
        until("three lists", () -> experiment.gateway().timeline().lists("pods").size() >= 3);
        experiment.say(
                "after three lists: hasSynced %s, in the cache: %s",
                informer.hasSynced(), informer.getIndexer().listKeys());
        experiment.say("watches: %d", watches().size());
        experiment.transcript().assertInChapter("unknown-field");
    }

    private SharedIndexInformer<V1Pod> start() {
        SharedIndexInformer<V1Pod> informer = ExperimentFixture.pods(factory, client, Duration.ZERO);
        factory.startAllRegisteredInformers();
        return informer;
    }

    private List<Exchange> watches() {
        return experiment.gateway().timeline().watches("pods");
    }

    private static Response withAFieldOfTomorrow(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if ("true".equals(chain.request().url().queryParameter("watch"))) {
            return response;
        }
        String body = response.body().string().replaceFirst("\"spec\":\\{", "\"spec\":{\"fieldOfTomorrow\":1,");
        return response.newBuilder()
                .body(ResponseBody.create(body, response.body().contentType()))
                .build();
    }
}
