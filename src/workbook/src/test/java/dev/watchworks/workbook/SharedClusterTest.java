package dev.watchworks.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.runner.checkjvm.CheckRequest;
import dev.watchworks.runner.checkjvm.CheckResult;
import dev.watchworks.runner.lesson.Lesson;
import dev.watchworks.runner.lesson.Workbook;
import dev.watchworks.workbook.source.LessonVariants;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.util.ClientBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * A class of learners shares one cluster. The test runs when a cluster is named: {@code -Dlab.cluster=kubeconfig
 * -Dlab.kubeconfig=FILE}.
 */
@ExtendWith(ProofContextExtension.class)
@EnabledIfSystemProperty(named = "lab.cluster", matches = "kubeconfig")
@Isolated("it kills the JVMs that this one started")
class SharedClusterTest {

    private static final int LEARNERS = Integer.getInteger("workbook.learners", 20);

    private CoreV1Api cluster;

    @BeforeEach
    void connect() throws Exception {
        cluster = new CoreV1Api(
                ClientBuilder.kubeconfig(SharedClusterKubeconfig.config()).build());
    }

    private static CheckRequest solution(ProofContext proofs, Lesson lesson, String name) {
        return proofs.bench(lesson).prepare(name, LessonVariants.of(lesson).solutionSources(), lesson.solution(), 0);
    }

    private static Lesson firstLesson() {
        return Workbook.here().lessons().get(0);
    }

    /** Returns the namespaces that runs created and that are not being deleted yet. */
    private List<String> namespaces() throws ApiException {
        return cluster.listNamespace().labelSelector("watchworks.dev/lab").execute().getItems().stream()
                .filter(namespace -> namespace.getMetadata().getDeletionTimestamp() == null)
                .filter(namespace -> namespace.getMetadata().getAnnotations() != null
                        && namespace.getMetadata().getAnnotations().containsKey("watchworks.dev/run"))
                .map(namespace -> namespace.getMetadata().getName())
                .toList();
    }

    /** Waits until the namespaces are removed, so that no terminating one is used again. */
    private static void killTheJvms() {
        List<ProcessHandle> jvms = ProcessHandle.current().children().toList();
        jvms.forEach(ProcessHandle::destroyForcibly);
        jvms.forEach(jvm -> jvm.onExit().join());
    }

    private void awaitNoNamespaces() {
        Awaitility.await("the end of all namespaces of labs")
                .atMost(Duration.ofSeconds(30))
                .until(() -> namespaces().isEmpty());
    }

    @Test
    void learnersAtOnceDoNotMeet(ProofContext proofs) throws Exception {
        Lesson lesson = firstLesson();
        CheckRequest run = solution(proofs, lesson, "class");
        ExecutorService learners = Executors.newFixedThreadPool(LEARNERS);
        try {
            List<Future<List<CheckResult>>> running = new ArrayList<>();
            for (int learner = 0; learner < LEARNERS; learner++) {
                running.add(learners.submit(() ->
                        proofs.bench(lesson).runWithLongTimeouts(List.of(run)).get(0)));
            }
            for (Future<List<CheckResult>> results : running) {
                assertThat(results.get())
                        .isNotEmpty()
                        .allSatisfy(result -> assertThat(result.verdict())
                                .as("%s: %s", result.check(), result.message())
                                .isEqualTo("DONE"));
            }
        } finally {
            learners.shutdownNow();
        }
        awaitNoNamespaces();
        proofs.summary().add(lesson.name(), 60, "%d learners at once on one cluster, all green".formatted(LEARNERS));
    }

    @Test
    void aRunThatIsKilledLeavesNothingAfterTheNext(ProofContext proofs) throws Exception {
        Lesson lesson = firstLesson();
        CheckRequest run = solution(proofs, lesson, "killed");
        // Namespaces of earlier runs do not count.
        List<String> before = namespaces();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<List<List<CheckResult>>> killed =
                    other.submit(() -> proofs.bench(lesson).runWithLongTimeouts(List.of(run)));
            Awaitility.await("a namespace of the run")
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !before.containsAll(namespaces()));
            killTheJvms();
            killed.get();
            assertThat(namespaces()).as("what the killed run left behind").anyMatch(name -> !before.contains(name));
        } finally {
            other.shutdownNow();
        }
        assertThat(proofs.bench(lesson).runWithLongTimeouts(List.of(run)).get(0))
                .allSatisfy(result -> assertThat(result.verdict()).isEqualTo("DONE"));
        awaitNoNamespaces();
        proofs.summary().add(lesson.name(), 61, "a run that was killed with kill -9 left nothing after the next");
    }
}
