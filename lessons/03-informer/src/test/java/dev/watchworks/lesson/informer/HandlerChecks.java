package dev.watchworks.lesson.informer;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Service;
import java.io.PrintStream;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

/** Step 3: the lines that the handlers print. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class HandlerChecks {

    private static final List<String> LINES = List.of("add a deployment: web", "add a service: front");

    /** A handler prints its line much faster, if it has not to wait for a lock. */
    private static final Duration MEANWHILE = Duration.ofMillis(200);

    @Step(value = 3, order = 1)
    void printsALineForEachEventOfADeployment(Lab lab, InformerLesson answer) throws Exception {
        ResourceEventHandler<V1Deployment> handler = answer.printDeployments();
        lab.expect("a handler for deployments").now(() -> handler != null).otherwise(() -> "your code returned null");
        // A real update never changes the name. Two names show which one you print first.
        handler.onAdd(deployment("web"));
        handler.onUpdate(deployment("old"), deployment("new"));
        handler.onDelete(deployment("web"), false);
        expectLines(
                lab,
                List.of("add a deployment: web", "update deployment: old new", "delete a deployment: web"),
                "deployment");
    }

    @Step(value = 3, order = 2)
    void printsALineForEachEventOfAService(Lab lab, InformerLesson answer) throws Exception {
        ResourceEventHandler<V1Service> handler = answer.printServices();
        lab.expect("a handler for services").now(() -> handler != null).otherwise(() -> "your code returned null");
        handler.onAdd(service("front"));
        handler.onUpdate(service("old"), service("new"));
        handler.onDelete(service("front"), false);
        expectLines(
                lab, List.of("add a service: front", "update service: old new", "delete a service: front"), "service");
    }

    @Step(value = 3, order = 3)
    void printsADeletionThatWasMissed(Lab lab, InformerLesson answer) throws Exception {
        ResourceEventHandler<V1Deployment> deployments = answer.printDeployments();
        ResourceEventHandler<V1Service> services = answer.printServices();
        lab.expect("a handler for deployments and one for services")
                .now(() -> deployments != null && services != null)
                .otherwise(() -> "your code returned null");
        deployments.onDelete(deployment("web"), true);
        services.onDelete(service("front"), true);
        for (String line : List.of("delete a deployment: web", "delete a service: front")) {
            lab.expect("the line `" + line + "` for a deletion with deletedFinalStateUnknown")
                    .because("the informer missed the event and noticed the deletion later; it is still a deletion")
                    .now(() -> lab.output().has(line))
                    .otherwise(() -> lab.output().describe());
        }
    }

    @Step(value = 3, order = 4)
    void printsALineForACallWithoutAChange(Lab lab, InformerLesson answer) throws Exception {
        ResourceEventHandler<V1Deployment> deployments = answer.printDeployments();
        ResourceEventHandler<V1Service> services = answer.printServices();
        lab.expect("a handler for deployments and one for services")
                .now(() -> deployments != null && services != null)
                .otherwise(() -> "your code returned null");
        V1Deployment web = deployment("web");
        web.getMetadata().setResourceVersion("12");
        V1Service front = service("front");
        front.getMetadata().setResourceVersion("13");
        deployments.onUpdate(web, web);
        services.onUpdate(front, front);
        lab.expect("a line for each call of `onUpdate`, also when both objects are the same")
                .because("a resync calls `onUpdate` with the same object twice; each call of a method prints its line")
                .now(() -> lab.output()
                        .lines()
                        .equals(List.of("update deployment: web web", "update service: front front")))
                .otherwise(() -> lab.output().describe());
    }

    @Step(value = 3, order = 5)
    void printsWholeLinesFromTwoThreads(Lab lab, InformerLesson answer) throws Exception {
        ResourceEventHandler<V1Deployment> deployments = answer.printDeployments();
        ResourceEventHandler<V1Service> services = answer.printServices();
        lab.expect("a handler for deployments and one for services")
                .now(() -> deployments != null && services != null)
                .otherwise(() -> "your code returned null");
        V1Deployment web = deployment("web");
        V1Service front = service("front");
        PrintStream out = System.out;
        lab.atEnd(() -> System.setOut(out));
        System.setOut(new InterleavingPrintStream(out, () -> callMeanwhile(lab, () -> services.onAdd(front))));
        deployments.onAdd(web);
        System.setOut(out);
        lab.expect("the line `add a deployment: web` whole, while the handler of services prints on another thread")
                .because(
                        "each handler of an informer runs on a thread of its own. Print each line with one call, and keep "
                                + "nothing in a place that two threads use")
                .until(() -> lab.output().has("add a deployment: web")
                        && lab.output().matching(line -> !LINES.contains(line)).isEmpty())
                .otherwise(() -> lab.output().describe());
    }

    /** Calls a handler on another thread. It may have to wait, if the learner's code holds a lock while it prints. */
    private static void callMeanwhile(Lab lab, Runnable call) {
        try {
            lab.start("another handler", call::run).awaitEnd(MEANWHILE);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Step(value = 3, order = 6)
    void printsAddUpdateAndDeleteOfAnInformer(Lab lab, InformerLesson answer) throws Exception {
        ResourceEventHandler<V1Deployment> handler = answer.printDeployments();
        lab.expect("a handler for deployments").now(() -> handler != null).otherwise(() -> "your code returned null");
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        ReferenceInformers.deployments(factory, lab).addEventHandler(new TimelineEventHandler<>(lab, handler));
        factory.startAllRegisteredInformers();
        String why = "the informer calls your handler for each event";
        lab.cluster().createDeployment("web", 1);
        ReferenceInformers.expectLine(lab, "add a deployment: web", why);
        lab.cluster().scaleDeployment("web", 2);
        ReferenceInformers.expectLine(lab, "update deployment: web web", why);
        lab.cluster().deleteDeployment("web");
        ReferenceInformers.expectLine(lab, "delete a deployment: web", why);
    }

    private static void expectLines(Lab lab, List<String> lines, String kind) throws Exception {
        lab.expect("the lines " + lines + " for an added, an updated and a deleted " + kind)
                .because(why(lab.output().lines()))
                .now(() -> lab.output().lines().equals(lines))
                .otherwise(() -> lab.output().lines().isEmpty()
                        ? "your code printed nothing"
                        : "your code printed " + lab.output().lines());
    }

    private static String why(List<String> printed) {
        if (printed.stream().noneMatch(line -> line.startsWith("add "))) {
            return "at the start, the informer calls `onAdd` for every object that exists; it may be old in the cluster, but it "
                    + "is new to your program";
        }
        return printed.stream().noneMatch(line -> line.startsWith("update "))
                ? "print a line for each update; the generation counts only changes of the spec, and does not change with "
                        + "labels, annotations or the status"
                : "each line contains the kind of the object; the line for an update has no `a`, and contains the old name "
                        + "and then the new name";
    }

    private static V1Deployment deployment(String name) {
        return new V1Deployment().metadata(metadata(name));
    }

    private static V1Service service(String name) {
        return new V1Service().metadata(metadata(name));
    }

    /** The metadata of an old object, because most objects are old when an informer starts. */
    private static V1ObjectMeta metadata(String name) {
        return new V1ObjectMeta()
                .namespace("shop")
                .name(name)
                .generation(1L)
                .creationTimestamp(OffsetDateTime.parse("2024-02-29T12:00:00Z"));
    }
}
