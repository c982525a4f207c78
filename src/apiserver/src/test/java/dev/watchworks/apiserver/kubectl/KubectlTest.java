package dev.watchworks.apiserver.kubectl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.watchworks.apiserver.EmbeddedApiServer;
import dev.watchworks.apiserver.codec.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drives the kubectl that is installed; where there is none, it says so. */
class KubectlTest {
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    @TempDir
    static Path home;

    private static @Nullable EmbeddedApiServer server;

    private String namespace = "";
    private Kubectl kubectl = new Kubectl(Path.of(""), Path.of(""), "");

    @BeforeAll
    static void start() throws IOException {
        if (!Kubectl.isInstalled()) {
            System.out.println("NOT RUN: KubectlTest, because there is no kubectl on the PATH");
            abort("no kubectl on the PATH");
        }
        server = EmbeddedApiServer.start();
        server.writeKubeconfig(home.resolve("kubeconfig"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void newNamespace() throws Exception {
        namespace = "test-" + NAMESPACES.incrementAndGet();
        kubectl = new Kubectl(home, home.resolve("kubeconfig"), namespace);
        assertThat(kubectl.run("create", "namespace", namespace)).isEqualTo("namespace/" + namespace + " created\n");
    }

    @Test
    void apiResourcesAndVersionAreTold() throws Exception {
        assertThat(kubectl.run("api-resources"))
                .containsPattern("\npods +po +v1 +true +Pod\n")
                .containsPattern("\ndeployments +deploy +apps/v1 +true +Deployment\n");
        assertThat(kubectl.run("version")).contains("Server Version: v1.34.4");
    }

    @Test
    void aDeploymentIsCreatedRolledOutScaledAndDeleted() throws Exception {
        assertThat(kubectl.run("create", "deployment", "web", "--image=nginx", "--replicas=2"))
                .isEqualTo("deployment.apps/web created\n");
        assertThat(kubectl.run("rollout", "status", "deployment/web", "--timeout=30s"))
                .endsWith("deployment \"web\" successfully rolled out\n");
        assertThat(kubectl.run("get", "deployments"))
                .containsPattern("NAME +READY +UP-TO-DATE +AVAILABLE +AGE\nweb +2/2 +2 +2 +\\d+s");

        assertThat(kubectl.run("scale", "deployment/web", "--replicas=3")).isEqualTo("deployment.apps/web scaled\n");
        kubectl.run("wait", "deployment/web", "--for=jsonpath={.status.readyReplicas}=3", "--timeout=30s");

        assertThat(kubectl.run("delete", "deployment", "web")).startsWith("deployment.apps \"web\" deleted");
        await("the pods are gone")
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> kubectl.run("get", "pods").isEmpty());
    }

    @Test
    void getShowsWhatAClusterHas() throws Exception {
        kubectl.run("create", "deployment", "web", "--image=nginx");
        kubectl.run("expose", "deployment", "web", "--port=80");
        kubectl.run("rollout", "status", "deployment/web", "--timeout=30s");

        assertThat(kubectl.run("get", "pods,deploy,rs,svc,ns,nodes,events"))
                .containsPattern("pod/web-[a-z0-9]+-[a-z0-9]{5} +1/1 +Running +0 ")
                .containsPattern("deployment.apps/web +1/1 ")
                .containsPattern("replicaset.apps/web-[a-z0-9]+ +1 +1 +1 ")
                .containsPattern("service/web +ClusterIP +[0-9.]+ +<none> +80/TCP ")
                .containsPattern("namespace/" + namespace + " +Active ")
                .containsPattern("node/\\S+ +Ready ")
                .containsPattern("Normal +Scheduled +pod/web-");
        assertThat(kubectl.run("get", "pods", "-o", "wide")).containsPattern("NAME +READY .* IP +NODE ");
        assertThat(kubectl.run("get", "deployment", "web", "-o", "yaml"))
                .startsWith("apiVersion: apps/v1\nkind: Deployment\n");
        assertThat(Json.read(kubectl.run("get", "pods", "-o", "json"))
                        .at("/items/0/kind")
                        .asText())
                .isEqualTo("Pod");
    }

    @Test
    void selectorsChoose() throws Exception {
        kubectl.run("run", "one", "--image=nginx", "--labels=app=one");
        kubectl.run("run", "two", "--image=nginx", "--labels=app=two");

        assertThat(kubectl.run("get", "pods", "-l", "app=one", "-o", "name")).isEqualTo("pod/one\n");
        assertThat(kubectl.run("get", "pods", "-l", "app notin (one)", "-o", "name"))
                .isEqualTo("pod/two\n");
        assertThat(kubectl.run("get", "pods", "--field-selector", "metadata.name=two", "-o", "name"))
                .isEqualTo("pod/two\n");
    }

    @Test
    void describeTellsOfEachKind() throws Exception {
        kubectl.run("create", "deployment", "web", "--image=nginx");
        kubectl.run("expose", "deployment", "web", "--port=80");
        kubectl.run("rollout", "status", "deployment/web", "--timeout=30s");

        assertThat(kubectl.run("describe", "pods"))
                .contains("Status:           Running")
                .containsPattern("Normal +Scheduled ")
                .containsPattern("Normal +Started ");
        assertThat(kubectl.run("describe", "deployment", "web"))
                .contains("StrategyType:           RollingUpdate")
                .containsPattern("Normal +ScalingReplicaSet ");
        assertThat(kubectl.run("describe", "service", "web")).containsPattern("Endpoints: +[0-9.]+:80");
        assertThat(kubectl.run("describe", "nodes")).contains("Non-terminated Pods:");
    }

    @Test
    void aPodRunsLogsAndIsWatched() throws Exception {
        // Once kubectl has shown this one, it sees all that comes after.
        kubectl.run("run", "first", "--image=nginx");
        Process watch = kubectl.start("get", "pods", "-w");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(watch.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).matches("NAME +READY +STATUS +RESTARTS +AGE");
            assertThat(lines.readLine()).startsWith("first ");
            assertThat(kubectl.run("run", "nginx", "--image=nginx")).isEqualTo("pod/nginx created\n");

            StringBuilder seen = new StringBuilder();
            for (String line = "";
                    !line.matches("nginx +1/1 +Running .*");
                    seen.append(line).append('\n')) {
                line = Objects.requireNonNull(lines.readLine(), () -> "the watch ended after " + seen);
            }
            assertThat(seen).containsPattern("nginx +0/1 +Pending").containsPattern("nginx +0/1 +ContainerCreating");
        } finally {
            watch.destroyForcibly();
        }
        assertThat(kubectl.run("logs", "nginx")).isNotBlank();
        assertThat(kubectl.run("delete", "pod", "nginx", "--timeout=30s")).startsWith("pod \"nginx\" deleted");
        assertThat(kubectl.attempt("", "get", "pod", "nginx").errors())
                .isEqualTo("Error from server (NotFound): pods \"nginx\" not found\n");
    }

    @Test
    void applyCreatesLeavesAloneAndChanges() throws Exception {
        String manifest = manifest("nginx:1", 1);
        assertThat(kubectl.runWithInput(manifest, "apply", "-f", "-")).isEqualTo("deployment.apps/web created\n");
        assertThat(kubectl.runWithInput(manifest, "apply", "-f", "-")).isEqualTo("deployment.apps/web unchanged\n");
        assertThat(kubectl.runWithInput(manifest("nginx:2", 2), "apply", "-f", "-"))
                .isEqualTo("deployment.apps/web configured\n");
        kubectl.run("rollout", "status", "deployment/web", "--timeout=30s");

        assertThat(kubectl.run("get", "deployment", "web", "-o", "jsonpath={.spec.template.spec.containers[*].image}"))
                .isEqualTo("nginx:2");
        assertThat(kubectl.run("get", "rs", "-o", "name").lines()).hasSize(2);
    }

    @Test
    void whatIsWrongIsRefusedInTheApisWords() throws Exception {
        String misspelt = manifest("nginx", 1).replace("replicas", "replica");
        assertThat(kubectl.attempt(misspelt, "apply", "-f", "-").errors()).contains("unknown field \"spec.replica\"");
        assertThat(kubectl.attempt("", "create", "deployment", "Web", "--image=nginx")
                        .errors())
                .contains("Deployment.apps \"Web\" is invalid: metadata.name: Invalid value: \"Web\"");
    }

    @Test
    void configMapsAndSecretsComeFromLiterals() throws Exception {
        kubectl.run("create", "configmap", "settings", "--from-literal=colour=red");
        kubectl.run("create", "secret", "generic", "keys", "--from-literal=password=hunter2");

        assertThat(kubectl.run("get", "configmap", "settings", "-o", "jsonpath={.data.colour}"))
                .isEqualTo("red");
        assertThat(kubectl.run("get", "secret", "keys", "-o", "jsonpath={.data.password}"))
                .isEqualTo("aHVudGVyMg==");
    }

    @Test
    void aNamespaceGoesWithAllThatIsInIt() throws Exception {
        kubectl.run("create", "deployment", "web", "--image=nginx");

        assertThat(kubectl.run("delete", "namespace", namespace, "--timeout=40s"))
                .isEqualTo("namespace \"" + namespace + "\" deleted\n");
        assertThat(kubectl.run("get", "deployments,pods", "-o", "name")).isEmpty();
    }

    private static String manifest(String image, int replicas) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: %d
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: "%s"}]}
                """.formatted(replicas, image);
    }
}
