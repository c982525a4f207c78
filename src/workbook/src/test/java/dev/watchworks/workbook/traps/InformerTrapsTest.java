package dev.watchworks.workbook.traps;

import static dev.watchworks.workbook.traps.ExperimentFixture.until;

import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.informer.cache.Lister;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock("threads of client-java")
class InformerTrapsTest {

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
    void theSecondInformerOfATypeNeverStarts() throws Exception {
        SharedIndexInformer<V1Pod> first = ExperimentFixture.pods(factory, client, Duration.ZERO);
        SharedIndexInformer<V1Pod> second = ExperimentFixture.pods(factory, client, Duration.ZERO);
        factory.startAllRegisteredInformers();
        until("one of them has synced", () -> first.hasSynced() || second.hasSynced());
        awaitWatch();
        experiment.say("the same object: %s", first == second);
        experiment.say("hasSynced: first %s, second %s", first.hasSynced(), second.hasSynced());
        experiment.say("on the wire: %s", experiment.requests());
        experiment.transcript().assertInChapter("two-informers");
    }

    @Test
    void aStoppedFactoryDoesNotStartAgain() throws Exception {
        SharedIndexInformer<V1Pod> informer = ExperimentFixture.pods(factory, client, Duration.ZERO);
        factory.startAllRegisteredInformers();
        until("it has synced", informer::hasSynced);
        awaitWatch();
        factory.stopAllRegisteredInformers(false);
        int before = experiment.requests().size();
        experiment.createPod("web-2");
        factory.startAllRegisteredInformers();
        int after = experiment.requests().size();
        experiment.say("requests after the second start: %d", after - before);
        experiment.say("hasSynced: %s", informer.hasSynced());
        experiment.say("in the cache: %s", informer.getIndexer().listKeys());
        experiment.transcript().assertInChapter("restart");
    }

    @Test
    void anInformerKeepsTheJvmAlive() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        SharedIndexInformer<V1Pod> informer = ExperimentFixture.pods(factory, client, Duration.ZERO);
        informer.addEventHandler(onAdd(pod -> {}));
        factory.startAllRegisteredInformers();
        until("it has synced", informer::hasSynced);
        List<Thread> started = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .filter(thread -> thread.getName().startsWith("informer")
                        || thread.getName().contains("V1Pod"))
                .toList();
        experiment.say(
                "threads: %s", started.stream().map(Thread::getName).sorted().toList());
        experiment.say(
                "daemons among them: %d",
                started.stream().filter(Thread::isDaemon).count());
        experiment.transcript().assertInChapter("threads");
    }

    @Test
    void aListerWithoutANamespaceWantsAKey() throws Exception {
        SharedIndexInformer<V1Pod> informer = synced();
        Lister<V1Pod> lister = new Lister<>(informer.getIndexer());
        experiment.say("get(\"web-1\"): %s", name(lister.get("web-1")));
        experiment.say("get(\"default/web-1\"): %s", name(lister.get("default/web-1")));
        experiment.say(
                "namespace(\"default\").get(\"web-1\"): %s",
                name(lister.namespace("default").get("web-1")));
        experiment.transcript().assertInChapter("lister");
    }

    @Test
    void whatTheCacheGivesIsTheCache() throws Exception {
        SharedIndexInformer<V1Pod> informer = synced();
        Lister<V1Pod> lister = new Lister<>(informer.getIndexer(), ExperimentFixture.NAMESPACE);
        lister.get("web-1").getMetadata().putLabelsItem("mine", "yes");
        experiment.say(
                "the next read from the cache returns the labels: %s",
                lister.get("web-1").getMetadata().getLabels());
        experiment.say(
                "requests that changed something: 0 of %d",
                experiment.requests().size());
        experiment.transcript().assertInChapter("mutation");
    }

    @Test
    void whatAHandlerThrowsIsSwallowedWithItsEvent() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        SharedIndexInformer<V1Pod> informer = ExperimentFixture.pods(factory, client, Duration.ZERO);
        informer.addEventHandler(onAdd(pod -> {
            seen.add("onAdd " + pod.getMetadata().getName());
            throw new IllegalStateException("the database is away");
        }));
        factory.startAllRegisteredInformers();
        until("the first pod was handled", () -> !seen.isEmpty());
        experiment.createPod("web-2");
        until("the second pod was handled", () -> seen.contains("onAdd web-2"));
        experiment.say("calls, each of which threw: %s", seen);
        experiment.transcript().assertInChapter("handler-throws");
    }

    @Test
    void syncedDoesNotMeanHandled() throws Exception {
        List<String> handled = new CopyOnWriteArrayList<>();
        CountDownLatch gate = new CountDownLatch(1);
        SharedIndexInformer<V1Pod> informer = ExperimentFixture.pods(factory, client, Duration.ZERO);
        informer.addEventHandler(onAdd(pod -> {
            await(gate);
            handled.add(pod.getMetadata().getName());
        }));
        factory.startAllRegisteredInformers();
        until("it has synced", informer::hasSynced);
        experiment.say(
                "hasSynced: %s, in the cache: %s, handled: %s",
                informer.hasSynced(), informer.getIndexer().listKeys(), handled);
        gate.countDown();
        until("the handler has run", () -> !handled.isEmpty());
        experiment.say("later: handled: %s", handled);
        experiment.transcript().assertInChapter("synced");
    }

    private SharedIndexInformer<V1Pod> synced() {
        SharedIndexInformer<V1Pod> informer = ExperimentFixture.pods(factory, client, Duration.ZERO);
        factory.startAllRegisteredInformers();
        until("it has synced", informer::hasSynced);
        awaitWatch();
        return informer;
    }

    private void awaitWatch() {
        until(
                "the watch is answered",
                () -> experiment.requests().stream().anyMatch(request -> request.matches("watch.*: 200")));
    }

    private static String name(V1Pod pod) {
        return pod == null ? "null" : "the pod";
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static ResourceEventHandler<V1Pod> onAdd(Consumer<V1Pod> action) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(V1Pod pod) {
                action.accept(pod);
            }

            @Override
            public void onUpdate(V1Pod before, V1Pod after) {}

            @Override
            public void onDelete(V1Pod pod, boolean deletedFinalStateUnknown) {}
        };
    }
}
