package dev.watchworks.lesson.informer;

import dev.watchworks.gateway.wire.Exchange;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.util.List;

/** Step 5: reading the cache. */
@LessonChecks(value = "03-informer", answer = "DeploymentInformer")
class CacheChecks {

    @Step(value = 5, order = 1)
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

    @Step(value = 5, order = 2)
    void listsOnlyOneNamespace(Lab lab, InformerLesson answer) throws Exception {
        SharedIndexInformer<V1Deployment> informer =
                ReferenceInformers.deployments(ReferenceInformers.factory(lab), lab);
        for (String key : List.of("shop/web", "shop/api", "shopping/cart", "bank/vault")) {
            informer.getIndexer().add(ImageIndexChecks.deployment(key));
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

    static void expectNoRequest(Lab lab, long before, String method) throws Exception {
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
}
