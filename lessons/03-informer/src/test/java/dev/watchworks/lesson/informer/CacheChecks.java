package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import java.util.List;
import java.util.stream.Stream;

/** Step 5: what the cache knows, and how fast it finds it. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class CacheChecks {

    @Step(5)
    void listsFromTheCacheWithoutARequest(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("web", 1);
        lab.cluster().createDeployment("api", 1);
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        SharedIndexInformer<V1Deployment> informer = ReferenceInformers.deployments(factory, lab);
        factory.startAllRegisteredInformers();
        lab.expect("the check's own informer to fill its cache")
                .within(ReferenceInformers.RECOVERY)
                .until(() ->
                        informer.hasSynced() && informer.getIndexer().list().size() == 2)
                .otherwise(() -> "it did not");
        ReferenceInformers.awaitWatch(lab, "deployments");
        long before = lab.wire().counters().requests();
        List<String> names = answer.listDeployments(informer, lab.namespace());
        lab.expect("the names [api, web]")
                .because("they are in the cache, in no order: sort them")
                .now(() -> List.of("api", "web").equals(names))
                .otherwise(() -> "your code returned " + names);
        expectNoRequest(lab, before, "`listDeployments`");
    }

    @Step(5)
    void listsOneNamespaceAlone(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer =
                ReferenceInformers.deployments(ReferenceInformers.factory(lab), lab);
        for (String key : List.of("shop/web", "shop/api", "shopping/cart", "bank/vault")) {
            informer.getIndexer().add(deployment(key));
        }
        for (String namespace : List.of("shop", "bank", "empty")) {
            List<String> expected = switch (namespace) {
                case "shop" -> List.of("api", "web");
                case "bank" -> List.of("vault");
                default -> List.of();
            };
            List<String> names = answer.listDeployments(informer, namespace);
            lab.expect("the names " + expected + " for the namespace " + namespace
                            + ", from a cache with shop/api, shop/web, shopping/cart and bank/vault")
                    .because(
                            names != null
                                            && expected.equals(
                                                    names.stream().sorted().toList())
                                    ? "they are in the cache, in no order: sort them"
                                    : "an informer of all namespaces has all of them in its cache; a lister can be told one")
                    .now(() -> expected.equals(names))
                    .otherwise(() -> "your code returned " + names);
        }
    }

    @Step(5)
    void findsDeploymentsByImage(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer =
                ReferenceInformers.deployments(ReferenceInformers.factory(lab), lab);
        answer.indexByImage(informer);
        informer.getIndexer().add(deployment("shop/web", "nginx:1.27"));
        informer.getIndexer().add(deployment("bank/web", "nginx:1.27", "envoy:1.31"));
        informer.getIndexer().add(deployment("shop/cart", "envoy:1.31", "java:17"));
        long before = lab.wire().counters().requests();
        expectFound(lab, informer, answer, "nginx:1.27", List.of("bank/web", "shop/web"));
        expectFound(lab, informer, answer, "envoy:1.31", List.of("bank/web", "shop/cart"));
        expectFound(lab, informer, answer, "java:17", List.of("shop/cart"));
        expectFound(lab, informer, answer, "nginx", List.of());
        expectNoRequest(lab, before, "`listByImage`");
    }

    @Step(5)
    void followsARolloutToAnotherImage(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer =
                ReferenceInformers.deployments(ReferenceInformers.factory(lab), lab);
        answer.indexByImage(informer);
        informer.getIndexer().add(deployment("shop/web", "nginx:1.27"));
        expectFound(lab, informer, answer, "nginx:1.27", List.of("shop/web"));
        informer.getIndexer().update(deployment("shop/web", "nginx:1.28"));
        expectFound(lab, informer, answer, "nginx:1.28", List.of("shop/web"));
        expectFound(lab, informer, answer, "nginx:1.27", List.of());
    }

    @Step(5)
    void keepsAnIndexNamedImage(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer =
                ReferenceInformers.deployments(ReferenceInformers.factory(lab), lab);
        answer.indexByImage(informer);
        informer.getIndexer().add(deployment("shop/web", "nginx:1.27", "envoy:1.31"));
        lab.expect("an index named `image` in the informer's indexer")
                .because(
                        "without one, each question reads through the whole cache; the indexer keeps an index up to date "
                                + "with each event, and finds a thousand deployments as fast as one")
                .now(() -> informer.getIndexer().getIndexers().containsKey(InformerLesson.IMAGE_INDEX))
                .otherwise(() -> "it has " + informer.getIndexer().getIndexers().keySet());
        for (String image : List.of("nginx:1.27", "envoy:1.31")) {
            List<String> found = keys(informer.getIndexer().byIndex(InformerLesson.IMAGE_INDEX, image));
            lab.expect("the index to find [shop/web] under " + image + ", the image of one of its two containers")
                    .because("a deployment is found under each value that your index function returns for it")
                    .now(() -> found.equals(List.of("shop/web")))
                    .otherwise(() -> "it finds " + found);
        }
    }

    private static void expectFound(
            Lab lab,
            SharedIndexInformer<V1Deployment> informer,
            InformerLesson answer,
            String image,
            List<String> expected)
            throws Exception {
        List<String> found = answer.listByImage(informer, image);
        lab.expect("the deployments " + expected + " for the image " + image)
                .because(whyFound(found, expected))
                .now(() -> expected.equals(found))
                .otherwise(() -> "your code returned " + found + foundInstead(informer, image, found));
    }

    /** Under what else an index finds something, where it finds nothing under the image. */
    private static String foundInstead(SharedIndexInformer<V1Deployment> informer, String image, List<String> found) {
        boolean isAsked = found != null
                && found.isEmpty()
                && informer.getIndexer().getIndexers().containsKey(InformerLesson.IMAGE_INDEX);
        return Stream.of(image.replaceFirst(":.*", ""), "web", "shop/web", "shop")
                .filter(value -> isAsked
                        && !informer.getIndexer()
                                .byIndex(InformerLesson.IMAGE_INDEX, value)
                                .isEmpty())
                .findFirst()
                .map(value -> "; your index has them under `" + value + "`")
                .orElse("");
    }

    private static String whyFound(List<String> found, List<String> expected) {
        if (found == null || found.isEmpty()) {
            return "the values under which a deployment is found are the images of its containers, whole and with their tags; "
                    + "they are in spec.template.spec.containers";
        }
        return found.size() < expected.size() && found.stream().allMatch(key -> key.contains("/"))
                ? "a deployment can have several containers, and is found by the image of each"
                : "found are those that have exactly this image now, as NAMESPACE/NAME, sorted";
    }

    private static void expectNoRequest(Lab lab, long before, String method) throws Exception {
        lab.expect("no request from " + method + ": the cache has the answer")
                .because(
                        lab.wire().exchanges().stream()
                                        .skip(before)
                                        .map(Exchange::call)
                                        .anyMatch(call -> call.verb().equals("get"))
                                ? "a GET for each name asks the API server again for what the informer has told you already; a "
                                        + "lister reads the cache"
                                : "a list of your own asks the API server for everything once more, each time that you look; a "
                                        + "lister reads the cache, which the watch keeps up to date")
                .now(() -> lab.wire().counters().requests() == before)
                .otherwise(() -> WireDescription.of(lab.wire()));
    }

    private static List<String> keys(List<V1Deployment> deployments) {
        return deployments.stream()
                .map(deployment -> deployment.getMetadata().getNamespace() + "/"
                        + deployment.getMetadata().getName())
                .sorted()
                .toList();
    }

    private static V1Deployment deployment(String key, String... images) {
        List<V1Container> containers = Stream.of(images)
                .map(image -> new V1Container().name(image.split(":")[0]).image(image))
                .toList();
        return new V1Deployment()
                .metadata(new V1ObjectMeta().namespace(key.split("/")[0]).name(key.split("/")[1]))
                .spec(new V1DeploymentSpec()
                        .template(new V1PodTemplateSpec().spec(new V1PodSpec().containers(containers))));
    }
}
