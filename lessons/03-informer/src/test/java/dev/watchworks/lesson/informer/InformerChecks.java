package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.ResetStream;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireWords;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Service;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.io.TempDir;

@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class InformerChecks {

    @TempDir
    Path folder;

    @Step(1)
    void usesTheServiceAccountInsideACluster(Lab lab, InformerLesson answer) throws Exception {
        Files.writeString(folder.resolve("token"), lab.connection().token());
        Files.writeString(folder.resolve("ca.crt"), lab.connection().caCertificatePem());
        URI url = URI.create(lab.connection().url());
        Map<String, String> environment = Map.of(
                "KUBERNETES_SERVICE_HOST", url.getHost(), "KUBERNETES_SERVICE_PORT", String.valueOf(url.getPort()));
        ApiClient client = answer.connect(environment, folder, folder.resolve("no-kubeconfig"));
        lab.expect("a client for " + lab.connection().url() + ", where the environment says the API server is")
                .now(() -> client != null
                        && client.getBasePath().equals(lab.connection().url()))
                .otherwise(() -> client == null ? "your code returned null" : "yours goes to " + client.getBasePath());
        new CoreV1Api(client).listNamespacedPod(lab.namespace()).execute();
    }

    @Step(1)
    void fallsBackToTheKubeconfigOutsideACluster(Lab lab, InformerLesson answer) throws Exception {
        ApiClient client = answer.connect(Map.of(), folder.resolve("no-service-account"), lab.kubeconfig());
        lab.expect("a client for " + lab.connection().url() + ", as the kubeconfig says")
                .now(() -> client != null
                        && client.getBasePath().equals(lab.connection().url()))
                .otherwise(() -> client == null ? "your code returned null" : "yours goes to " + client.getBasePath());
        new CoreV1Api(client).listNamespacedPod(lab.namespace()).execute();
    }

    @Step(2)
    void listsAndWatchesDeploymentsAndServices(Lab lab, InformerLesson answer) throws Exception {
        SharedInformerFactory factory = factory(lab);
        SharedIndexInformer<V1Deployment> deployments = answer.deployments(factory, lab.client(), lab.namespace());
        SharedIndexInformer<V1Service> services = answer.services(factory, lab.client(), lab.namespace());
        lab.expect("an informer of deployments and one of services")
                .now(() -> deployments != null && services != null)
                .otherwise(() -> "your code returned null");
        factory.startAllRegisteredInformers();
        for (String resource : List.of("deployments", "services")) {
            lab.expect("one list and one open watch of " + resource + " in " + lab.namespace())
                    .until(() -> lab.wire().lists(resource).size() == 1 && openWatches(lab, resource) == 1)
                    .otherwise(() -> WireWords.of(lab.wire().exchanges()));
        }
    }

    @Step(3)
    void printsALineForEachEvent(Lab lab, InformerLesson answer) throws Exception {
        ResourceEventHandler<V1Deployment> deployments = answer.printDeployments();
        ResourceEventHandler<V1Service> services = answer.printServices();
        lab.expect("a handler for deployments and one for services")
                .now(() -> deployments != null && services != null)
                .otherwise(() -> "your code returned null");
        V1Deployment web = lab.hands().createDeployment("web", 1);
        V1Service front = lab.hands().createService("front");
        deployments.onAdd(web);
        deployments.onUpdate(web, web);
        deployments.onDelete(web, false);
        services.onAdd(front);
        services.onUpdate(front, front);
        services.onDelete(front, true);
        for (String line : List.of(
                "add a deployment: web",
                "update deployment: web web",
                "delete a deployment: web",
                "add a service: front",
                "update service: front front",
                "delete a service: front")) {
            lab.expect("a line `" + line + "`, once")
                    .now(() -> lab.output().count(line) == 1)
                    .otherwise(() -> lab.output().inWords());
        }
    }

    @Step(4)
    void saysThatTheCachesAreFilled(Lab lab, InformerLesson answer) throws Exception {
        SharedInformerFactory factory = factory(lab);
        SharedIndexInformer<V1Deployment> informer = Reference.deployments(factory, lab);
        boolean before = answer.awaitSync(Duration.ofMillis(200), List.of(informer));
        lab.expect("false after 200 ms for an informer that was not started")
                .now(() -> !before)
                .otherwise(() -> "your code returned true");
        factory.startAllRegisteredInformers();
        boolean after = answer.awaitSync(Duration.ofSeconds(10), List.of(informer));
        lab.expect("true for an informer that filled its cache")
                .now(() -> after && informer.hasSynced())
                .otherwise(() -> "your code returned " + after + ", while hasSynced() was " + informer.hasSynced());
    }

    @Step(5)
    void listsFromTheCacheWithoutARequest(Lab lab, InformerLesson answer) throws Exception {
        lab.hands().createDeployment("web", 1);
        lab.hands().createDeployment("api", 1);
        SharedInformerFactory factory = factory(lab);
        SharedIndexInformer<V1Deployment> informer = Reference.deployments(factory, lab);
        factory.startAllRegisteredInformers();
        lab.expect("an open watch of deployments")
                .until(() -> informer.hasSynced() && openWatches(lab, "deployments") == 1)
                .otherwise(() -> WireWords.of(lab.wire()));
        long before = lab.wire().counters().requests();
        List<String> names = answer.listDeployments(informer, lab.namespace());
        lab.expect("the deployments [api, web]")
                .now(() -> List.of("api", "web").equals(names))
                .otherwise(() -> "your code returned " + names);
        lab.expect("no request for it, for the cache has them")
                .now(() -> lab.wire().counters().requests() == before)
                .otherwise(() -> WireWords.of(lab.wire()));
    }

    @Step(6)
    void givesTwoConsumersTheEventsOfOneWatch(Lab lab, InformerLesson answer) throws Exception {
        SharedInformerFactory factory = factory(lab);
        Queue<String> first = new ConcurrentLinkedQueue<>();
        Queue<String> second = new ConcurrentLinkedQueue<>();
        answer.share(
                factory, lab.client(), lab.namespace(), List.of(Reference.collect(first), Reference.collect(second)));
        factory.startAllRegisteredInformers();
        lab.hands().createDeployment("web", 1);
        lab.expect("both consumers hear of the deployment web")
                .until(() -> first.contains("web") && second.contains("web"))
                .otherwise(() -> "the first heard of " + first + ", the second of " + second);
        lab.expect("one list and one watch of deployments for both")
                .now(() -> lab.wire().lists("deployments").size() == 1
                        && lab.wire().watches("deployments").size() == 1)
                .otherwise(() -> WireWords.of(lab.wire()));
    }

    @Step(7)
    void hearsOfDeploymentsAndServicesAndGoesOnAfterACutStream(Lab lab, InformerLesson answer) throws Exception {
        lab.hands().createDeployment("early", 1);
        SharedInformerFactory factory = answer.start(lab.client(), lab.namespace(), Duration.ofSeconds(10));
        lab.expect("the running factory").now(() -> factory != null).otherwise(() -> "your code returned null");
        lab.atEnd(factory::stopAllRegisteredInformers);
        expectLine(lab, "1 -> early");
        expectLine(lab, "add a deployment: early");
        lab.hands().createService("front");
        expectLine(lab, "add a service: front");
        lab.expect("an open watch of deployments")
                .until(() -> openWatches(lab, "deployments") == 1)
                .otherwise(() -> WireWords.of(lab.wire().watches("deployments")));
        lab.gateway().faults().now(Cue.watch("deployments"), new ResetStream());
        lab.expect("a second watch of deployments after the first one was cut")
                .within(Duration.ofSeconds(10))
                .until(() -> lab.wire().watches("deployments").size() > 1 && openWatches(lab, "deployments") == 1)
                .otherwise(() -> WireWords.of(lab.wire().watches("deployments")));
        lab.hands().createDeployment("late", 1);
        expectLine(lab, "add a deployment: late");
    }

    @Step(8)
    void endsItsWatchesAndItsThreads(Lab lab, InformerLesson answer) throws Exception {
        SharedInformerFactory factory = new SharedInformerFactory(lab.client());
        lab.atEnd(factory::stopAllRegisteredInformers);
        Reference.deployments(factory, lab).addEventHandler(Reference.collect(new ConcurrentLinkedQueue<>()));
        factory.startAllRegisteredInformers();
        lab.expect("an open watch of deployments")
                .until(() -> openWatches(lab, "deployments") == 1)
                .otherwise(() -> WireWords.of(lab.wire()));
        answer.stop(factory);
        lab.expect("no open watch after the stop")
                .until(() -> openWatches(lab, "deployments") == 0)
                .otherwise(() -> WireWords.of(lab.wire()));
        lab.expect("no watch comes after it")
                .throughout(Duration.ofMillis(1500), () -> openWatches(lab, "deployments") == 0)
                .otherwise(() -> WireWords.of(lab.wire()));
    }

    private static SharedInformerFactory factory(Lab lab) {
        SharedInformerFactory factory = new SharedInformerFactory(lab.client());
        lab.atEnd(factory::stopAllRegisteredInformers);
        return factory;
    }

    private static void expectLine(Lab lab, String line) throws Exception {
        lab.expect("a line `" + line + "`")
                .until(() -> lab.output().has(line))
                .otherwise(() -> lab.output().inWords());
    }

    private static long openWatches(Lab lab, String resource) {
        return lab.wire().watches(resource).stream()
                .filter(exchange -> exchange.isOpenStream())
                .count();
    }
}
