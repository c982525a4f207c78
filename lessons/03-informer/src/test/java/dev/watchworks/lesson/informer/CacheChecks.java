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

/** Step 5: reading the cache and its index. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class CacheChecks {

    @Step(5)
    void listsFromTheCacheWithoutARequest(Lab lab, InformerLesson answer) throws Exception {
        lab.cluster().createDeployment("web", 1);
        lab.cluster().createDeployment("api", 1);
        RecordingInformerFactory factory = ReferenceInformers.factory(lab);
        SharedIndexInformer<V1Deployment> informer = ReferenceInformers.deployments(factory, lab);
        factory.startAllRegisteredInformers();
        lab.expect("the informer of the check to fill its cache")
                .within(ReferenceInformers.RECOVERY)
                .until(() ->
                        informer.hasSynced() && informer.getIndexer().list().size() == 2)
                .otherwise(() -> "it did not");
        ReferenceInformers.awaitWatch(lab, "deployments");
        long before = lab.wire().counters().requests();
        List<String> names = answer.listDeployments(informer, lab.namespace());
        lab.expect("the names [api, web]")
                .because(whyNames(names, List.of("api", "web")))
                .now(() -> List.of("api", "web").equals(names))
                .otherwise(() -> "your code returned " + names);
        expectNoRequest(lab, before, "`listDeployments`");
    }

    @Step(5)
    void listsOnlyOneNamespace(Lab lab, InformerLesson answer) throws Exception {
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
                    .because(whyNames(names, expected))
                    .now(() -> expected.equals(names))
                    .otherwise(() -> "your code returned " + names);
        }
    }

    private static String whyNames(List<String> names, List<String> expected) {
        if (names != null && names.stream().sorted().toList().equals(expected)) {
            return "the cache has no order, so sort the names";
        }
        return names != null && names.stream().anyMatch(name -> name.contains("/"))
                ? "the keys of the cache are NAMESPACE/NAME; return only the names of the deployments"
                : "the cache of an informer may contain deployments of several namespaces; a lister can read one namespace";
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
        lab.expect("an index with the name `image` in the indexer of the informer")
                .because(
                        "without an index, each search reads the whole cache; the informer updates an index with each event, "
                                + "and a search in the index is fast, even with very many deployments")
                .now(() -> informer.getIndexer().getIndexers().containsKey(InformerLesson.IMAGE_INDEX))
                .otherwise(() -> "it has " + informer.getIndexer().getIndexers().keySet());
        for (String image : List.of("nginx:1.27", "envoy:1.31")) {
            List<String> found = keys(informer.getIndexer().byIndex(InformerLesson.IMAGE_INDEX, image));
            lab.expect("the index to find [shop/web] by " + image + ", the image of one of its two containers")
                    .because("the index finds a deployment by each value that your function returns for it")
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
                .otherwise(() -> "your code returned " + found + describeOtherValue(informer, image, found));
    }

    /** Describes another value by which the index finds deployments, if it finds none by the image. */
    private static String describeOtherValue(
            SharedIndexInformer<V1Deployment> informer, String image, List<String> found) {
        boolean isAsked = found != null
                && found.isEmpty()
                && informer.getIndexer().getIndexers().containsKey(InformerLesson.IMAGE_INDEX);
        return Stream.of(image.replaceFirst(":.*", ""), "web", "shop/web", "shop")
                .filter(value -> isAsked
                        && !informer.getIndexer()
                                .byIndex(InformerLesson.IMAGE_INDEX, value)
                                .isEmpty())
                .findFirst()
                .map(value -> "; your index finds deployments by `" + value + "`")
                .orElse("");
    }

    private static String whyFound(List<String> found, List<String> expected) {
        if (found == null || found.isEmpty()) {
            return "the function of your index must return the images of all containers, with their tags; the containers are "
                    + "in spec.template.spec.containers";
        }
        return found.size() < expected.size() && found.stream().allMatch(key -> key.contains("/"))
                ? "a deployment may have several containers, and the index must find it by each of their images"
                : "`listByImage` returns the deployments that have exactly this image now, as NAMESPACE/NAME, sorted";
    }

    private static void expectNoRequest(Lab lab, long before, String method) throws Exception {
        lab.expect("no request from " + method)
                .because(
                        lab.wire().exchanges().stream()
                                        .skip(before)
                                        .map(Exchange::call)
                                        .anyMatch(call -> call.verb().equals("get"))
                                ? "the cache already contains these objects, so you do not need a GET for each name; a lister "
                                        + "reads the cache"
                                : "the cache already contains the list, and the watch keeps it up to date; a lister reads the "
                                        + "cache")
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
