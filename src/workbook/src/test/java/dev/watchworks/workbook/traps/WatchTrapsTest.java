package dev.watchworks.workbook.traps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.reflect.TypeToken;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.InsertBookmark;
import dev.watchworks.gateway.wire.Exchange;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.Watch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;

class WatchTrapsTest {

    @Test
    void aWatchWithoutItsFlagIsOneEventWithoutAType() throws Exception {
        try (ExperimentFixture experiment = new ExperimentFixture()) {
            experiment.createPod("web-1");
            ApiClient client = experiment.client();
            try (Watch<V1Pod> watch = Watch.createWatch(
                    client,
                    new CoreV1Api(client)
                            .listNamespacedPod(ExperimentFixture.NAMESPACE)
                            .buildCall(null),
                    new TypeToken<Watch.Response<V1Pod>>() {}.getType())) {
                Watch.Response<V1Pod> event = watch.next();
                experiment.say("first event: type %s, object %s, status %s", event.type, event.object, event.status);
                experiment.say("is there another: %s", watch.hasNext());
            }
            experiment.say("on the wire: %s", experiment.requests());
            experiment.transcript().assertInChapter("without-the-flag");
        }
    }

    @Test
    void aClientMadeFromAnAddressIsImpatient() throws Exception {
        try (ExperimentFixture experiment = new ExperimentFixture()) {
            ApiClient impatient = Config.fromUrl(experiment.gateway().url(), false);
            experiment.say("read time-out of Config.fromUrl: %d ms", impatient.getReadTimeout());
            Throwable refused = catchThrowable(() -> new SharedInformerFactory(impatient));
            experiment.say("a factory with it: %s", ExperimentFixture.words(refused));
            ApiClient client = experiment.client();
            // A connection may take longer than that on a busy machine.
            ExperimentFixture.watchPods(client).close();
            client.setReadTimeout(500);
            try (Watch<V1Pod> watch = ExperimentFixture.watchPods(client)) {
                experiment.say(
                        "a quiet watch with 500 ms: %s", ExperimentFixture.words(catchThrowable(watch::hasNext)));
            }
            experiment.transcript().assertInChapter("read-time-out");
        }
    }

    @Test
    void anInterruptWakesAReaderOverHttp2Only() throws Exception {
        try (ExperimentFixture experiment = new ExperimentFixture()) {
            for (Protocol protocol : List.of(Protocol.HTTP_1_1, Protocol.HTTP_2)) {
                ApiClient client = experiment.client();
                if (protocol == Protocol.HTTP_1_1) {
                    client.setHttpClient(client.getHttpClient()
                            .newBuilder()
                            .protocols(List.of(Protocol.HTTP_1_1))
                            .build());
                }
                interrupt(experiment, client, protocol);
            }
            experiment.transcript().assertInChapter("interrupt");
        }
    }

    private static void interrupt(ExperimentFixture experiment, ApiClient client, Protocol protocol) throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Watch<V1Pod> watch = ExperimentFixture.watchPods(client);
        Thread reader = new Thread(() -> thrown.set(catchThrowable(watch::hasNext)));
        reader.start();
        ExperimentFixture.until(
                "the reader waits",
                () -> reader.getState() != Thread.State.NEW
                        && experiment.gateway().timeline().exchanges().stream().anyMatch(Exchange::isOpenStream));
        reader.interrupt();
        reader.join(1_000);
        experiment.say(
                "%s: a second after the interrupt the reader %s",
                protocol, reader.isAlive() ? "still waits" : "is awake");
        watch.close();
        reader.join(ExperimentFixture.LONGEST.toMillis());
        assertThat(reader.isAlive()).isFalse();
        experiment.say(
                "%s: after close() it got %s", protocol, thrown.get().getClass().getSimpleName());
    }

    @Test
    void aWatchThatIsClosedWhileEventsArriveBreaksMoreThanItself() throws Exception {
        ChapterTranscript transcript = new ChapterTranscript();
        transcript.say("the watch is closed by another thread: %s", whatReadersGot("close", 5_000));
        transcript.say("its call is cancelled by another thread: %s", whatReadersGot("cancel", 300));
        transcript.assertInChapter("closed-while-events-arrive");
    }

    private static String whatReadersGot(String how, int watches) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WatchEndRaceMain.class.getName(),
                        how,
                        Integer.toString(watches))
                .redirectErrorStream(true)
                .start();
        // It watches itself, and then it ends.
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return switch (program.waitFor()) {
            case WatchEndRaceMain.ALL_WELL -> "each reader is told that its watch has ended";
            case WatchEndRaceMain.BROKEN -> "sooner or later a reader gets what no server has sent";
            default -> said;
        };
    }

    @Test
    void debuggingEndsWatching() throws Exception {
        try (ExperimentFixture experiment = new ExperimentFixture()) {
            ApiClient client = experiment.client().setDebugging(true);
            Throwable thrown = catchThrowable(() -> ExperimentFixture.watchPods(client));
            experiment.say("createWatch: %s", ExperimentFixture.words(thrown));
            experiment.transcript().assertInChapter("debugging");
        }
    }

    @Test
    void theTypeOfALineHasToBeTold() throws Exception {
        try (ExperimentFixture experiment = new ExperimentFixture()) {
            experiment.createPod("web-1");
            ApiClient client = experiment.client();
            for (var type : List.of(V1Pod.class, new TypeToken<Watch.Response>() {}.getType())) {
                try (Watch<V1Pod> watch = Watch.createWatch(
                        client,
                        new CoreV1Api(client)
                                .listNamespacedPod(ExperimentFixture.NAMESPACE)
                                .watch(true)
                                .buildCall(null),
                        type)) {
                    Throwable thrown = catchThrowable(
                            () -> watch.next().object.getMetadata().getName());
                    experiment.say(
                            "%s: %s",
                            type.getTypeName().replaceAll("[\\w.]+\\.", ""),
                            ExperimentFixture.words(thrown).replaceAll("\\(.*?\\)", "(…)"));
                }
            }
            experiment.transcript().assertInChapter("type-of-a-line");
        }
    }

    @Test
    void aBookmarkOfAPodCannotBeRead() throws Exception {
        try (ExperimentFixture experiment = new ExperimentFixture()) {
            experiment.createPod("web-1");
            experiment.gateway().faults().when(Cue.watch("pods").afterEvents(1)).then(new InsertBookmark());
            ApiClient client = experiment.client();
            try (Watch<V1Pod> watch = Watch.createWatch(
                    client,
                    new CoreV1Api(client)
                            .listNamespacedPod(ExperimentFixture.NAMESPACE)
                            .watch(true)
                            .allowWatchBookmarks(true)
                            .buildCall(null),
                    new TypeToken<Watch.Response<V1Pod>>() {}.getType())) {
                experiment.say("first event: %s", watch.next().type);
                experiment.say("second event: %s", ExperimentFixture.words(catchThrowable(watch::next)));
            }
            String line = experiment.gateway().timeline().watches("pods").stream()
                    .flatMap(exchange -> experiment.gateway().timeline().lines(exchange).stream())
                    .filter(sent -> sent.type().equals("BOOKMARK"))
                    .findFirst()
                    .orElseThrow()
                    .text();
            experiment.say(
                    "what the server had sent: %s",
                    line.strip().replaceAll("\"resourceVersion\":\"\\d+\"", "\"resourceVersion\":\"…\""));
            experiment.transcript().assertInChapter("bookmark");
        }
    }

    @Test
    void watchesShareAConnectionOverHttp2Only() throws Exception {
        List<Watch<V1Pod>> open = new ArrayList<>();
        for (Protocol protocol : List.of(Protocol.HTTP_2, Protocol.HTTP_1_1)) {
            try (ExperimentFixture experiment = new ExperimentFixture()) {
                ApiClient client = experiment.client();
                client.setHttpClient(client.getHttpClient()
                        .newBuilder()
                        .protocols(
                                protocol == Protocol.HTTP_2
                                        ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1)
                                        : List.of(protocol))
                        .build());
                for (int number = 0; number < 3; number++) {
                    open.add(ExperimentFixture.watchPods(client));
                }
                var counters = experiment.gateway().timeline().counters();
                said.say(
                        "%s: %d watch requests, %d connections",
                        protocol, counters.watchRequests(), counters.openConnections());
                for (Watch<V1Pod> watch : open) {
                    watch.close();
                }
                open.clear();
            }
        }
        said.assertInChapter("connections");
    }

    private final ChapterTranscript said = new ChapterTranscript();
}
