package dev.watchworks.lesson.informer;

import io.kubernetes.client.informer.SharedIndexInformer;
import io.kubernetes.client.informer.cache.Caches;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers questions from the cache of an informer. It only reads. */
record DeploymentCache(SharedIndexInformer<V1Deployment> informer) {

    void indexByImage(String index) {
        informer.addIndexers(Map.of(index, DeploymentCache::images));
    }

    private static List<String> images(V1Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                .map(V1Container::getImage)
                .filter(Objects::nonNull)
                .collect(Collectors.collectingAndThen(Collectors.toSet(), List::copyOf));
    }

    List<String> namesIn(String namespace) {
        String prefix = namespace + "/";
        return informer.getIndexer().listKeys().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList();
    }

    List<String> keysBy(String index, String value) {
        return informer.getIndexer().byIndex(index, value).stream()
                .map(Caches::metaNamespaceKeyFunc)
                .sorted()
                .toList();
    }

    Optional<V1Deployment> find(String namespace, String name) {
        return Optional.ofNullable(informer.getIndexer().getByKey(namespace + "/" + name));
    }
}
