package dev.watchworks.apiserver.endpoints.discovery;

import dev.watchworks.apiserver.registry.rest.ResourceType;
import dev.watchworks.apiserver.registry.rest.StrategyFlag;
import dev.watchworks.apiserver.registry.rest.Subresource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * A resource in discovery.
 *
 * @param isCustom whether a definition describes the kind
 * @param storageVersionHash changes with the stored form; empty for kinds that the server does not store
 */
record ApiResource(
        String plural,
        String singular,
        String kind,
        boolean isCustom,
        boolean namespaced,
        List<String> verbs,
        List<String> shortNames,
        List<String> categories,
        String storageVersionHash,
        List<ApiSubresource> subresources) {

    private static final int HASHED_BYTES = 8;

    /**
     * A subresource in discovery.
     *
     * @param group API group of the body's kind; empty when it is the resource's group
     */
    record ApiSubresource(String name, String group, String version, String kind, List<String> verbs) {}

    /** A resource of the table of kinds. */
    static ApiResource of(ResourceType type) {
        List<ApiSubresource> subresources = type.subresources().stream()
                .map(subresource -> subresource(type, subresource))
                .sorted(
                        type.has(StrategyFlag.UNSTRUCTURED)
                                ? Comparator.comparing(ApiSubresource::name).reversed()
                                : Comparator.comparing(ApiSubresource::name))
                .toList();
        return new ApiResource(
                type.plural(),
                type.singular(),
                type.kind(),
                type.has(StrategyFlag.UNSTRUCTURED),
                type.namespaced(),
                type.verbs(),
                type.shortNames(),
                type.categories(),
                hash(type.group() + "/" + type.storageVersion() + "/" + type.kind()),
                subresources);
    }

    /** A review: a kind that clients create and the server does not store. */
    static ApiResource review(String plural, String kind) {
        String singular = plural.substring(0, plural.length() - 1);
        return new ApiResource(
                plural, singular, kind, false, false, List.of("create"), List.of(), List.of(), "", List.of());
    }

    private static ApiSubresource subresource(ResourceType type, Subresource subresource) {
        String path = subresource.path();
        List<String> verbs = subresource.verbs();
        return switch (subresource) {
            case SCALE -> new ApiSubresource(path, "autoscaling", "v1", "Scale", verbs);
            case EVICTION -> new ApiSubresource(path, "policy", "v1", "Eviction", verbs);
            case BINDING -> new ApiSubresource(path, "", "", "Binding", verbs);
            case NONE, STATUS, LOG, FINALIZE -> new ApiSubresource(path, "", "", type.kind(), verbs);
        };
    }

    /** Kubernetes' {@code discovery.StorageVersionHash}. */
    private static String hash(String groupVersionKind) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(groupVersionKind.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, HASHED_BYTES));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
