package dev.watchworks.lesson.informer;

import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import java.util.List;
import java.util.stream.Stream;

/** Step 5: the index by image. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class ImageIndexChecks {

    /** An image as a careful cluster names it: from a registry with a port, with a tag and with a digest. */
    private static final String PINNED = "registry.shop:5000/team/pay:1.4@sha256:0f4b2c1d";

    @Step(value = 5, order = 3)
    void findsDeploymentsByImage(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer =
                ReferenceInformers.deployments(ReferenceInformers.factory(lab), lab);
        answer.indexByImage(informer);
        informer.getIndexer().add(deployment("shop/web", "nginx:1.27"));
        informer.getIndexer().add(deployment("bank/web", "nginx:1.27", "envoy:1.31"));
        informer.getIndexer().add(deployment("shop/cart", "envoy:1.31", "java:17", "java:17"));
        informer.getIndexer().add(deployment("shop/pay", PINNED, "Registry.shop:5000/team/pay:RC1"));
        informer.getIndexer().add(deployment("shop/static", "httpd"));
        long before = lab.wire().counters().requests();
        expectFound(lab, informer, answer, "nginx:1.27", List.of("bank/web", "shop/web"));
        expectFound(lab, informer, answer, "envoy:1.31", List.of("bank/web", "shop/cart"));
        expectFound(lab, informer, answer, "java:17", List.of("shop/cart"));
        expectFound(lab, informer, answer, "nginx", List.of());
        for (String image : List.of(PINNED, "Registry.shop:5000/team/pay:RC1")) {
            expectFound(lab, informer, answer, image, List.of("shop/pay"));
        }
        expectFound(lab, informer, answer, "httpd", List.of("shop/static"));
        expectFound(lab, informer, answer, "httpd:latest", List.of());
        CacheChecks.expectNoRequest(lab, before, "`listByImage`");
    }

    @Step(value = 5, order = 4)
    void followsARolloutToAnotherImage(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer =
                ReferenceInformers.deployments(ReferenceInformers.factory(lab), lab);
        answer.indexByImage(informer);
        informer.getIndexer().add(deployment("shop/web", "nginx:1.27"));
        expectFound(lab, informer, answer, "nginx:1.27", List.of("shop/web"));
        informer.getIndexer().update(deployment("shop/web", "nginx:1.28"));
        expectFound(lab, informer, answer, "nginx:1.28", List.of("shop/web"));
        expectFound(lab, informer, answer, "nginx:1.27", List.of());
        informer.getIndexer().delete(deployment("shop/web", "nginx:1.28"));
        expectFound(lab, informer, answer, "nginx:1.28", List.of());
    }

    @Step(value = 5, order = 5)
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

    @Step(value = 5, order = 6)
    void searchesInTheIndex(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer =
                ReferenceInformers.deployments(ReferenceInformers.factory(lab), lab);
        answer.indexByImage(informer);
        informer.getIndexer().add(deployment("shop/web", "nginx:1.27"));
        informer.getIndexer().add(deployment("shop/cart", "java:17"));
        RecordingIndexer recording = new RecordingIndexer(informer);
        List<String> found = answer.listByImage(recording.informer(), "nginx:1.27");
        lab.expect("`listByImage` to ask the index, without reading the whole cache")
                .because(
                        "the index finds the deployments of one image directly; in a big cluster, this is much faster than "
                                + "looking at each deployment of the cache")
                .now(() -> found.equals(List.of("shop/web"))
                        && recording.wholeReads().isEmpty())
                .otherwise(() -> "your code called " + String.join(" and ", recording.wholeReads())
                        + " of the cache, and found " + found);
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
        return Stream.of(
                        image + ":latest",
                        image.replaceFirst("@.*", ""),
                        image.replaceFirst(":.*", ""),
                        "web",
                        "shop/web",
                        "shop")
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
            return "the function of your index must return the image of each container, exactly as it is in "
                    + "spec.template.spec.containers";
        }
        return found.size() < expected.size() && found.stream().allMatch(key -> key.contains("/"))
                ? "a deployment may have several containers, and the index must find it by each of their images"
                : "`listByImage` returns the deployments that have exactly this image now, as NAMESPACE/NAME, sorted";
    }

    private static List<String> keys(List<V1Deployment> deployments) {
        return deployments.stream()
                .map(deployment -> deployment.getMetadata().getNamespace() + "/"
                        + deployment.getMetadata().getName())
                .sorted()
                .toList();
    }

    /** Makes a deployment with a container for each image. The key is NAMESPACE/NAME. */
    static V1Deployment deployment(String key, String... images) {
        List<V1Container> containers = Stream.of(images)
                .map(image -> new V1Container().name(image.split(":")[0]).image(image))
                .toList();
        return new V1Deployment()
                .metadata(new V1ObjectMeta().namespace(key.split("/")[0]).name(key.split("/")[1]))
                .spec(new V1DeploymentSpec()
                        .template(new V1PodTemplateSpec().spec(new V1PodSpec().containers(containers))));
    }
}
