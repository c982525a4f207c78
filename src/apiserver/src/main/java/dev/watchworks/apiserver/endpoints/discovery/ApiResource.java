package dev.watchworks.apiserver.endpoints.discovery;

import dev.watchworks.apiserver.registry.rest.ResourceType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * A resource as discovery tells of it.
 *
 * @param storageVersionHash by which clients see that the stored form changed; empty for what is not stored
 */
record ApiResource(
        String plural,
        String singular,
        String kind,
        boolean namespaced,
        List<String> verbs,
        List<String> shortNames,
        List<String> categories,
        String storageVersionHash,
        List<Subresource> subresources) {

    private static final int HASHED_BYTES = 8;

    /**
     * What may follow a name.
     *
     * @param group of the body's kind where it is not the resource's own, else empty
     */
    record Subresource(String name, String group, String version, String kind, List<String> verbs) {}

    /** A resource of the table of kinds. */
    static ApiResource of(ResourceType type) {
        List<Subresource> subresources = type.subresources().stream()
                .map(subresource -> subresource(type, subresource))
                .sorted(Comparator.comparing(Subresource::name))
                .toList();
        return new ApiResource(
                type.plural(),
                type.singular(),
                type.kind(),
                type.namespaced(),
                type.verbs(),
                type.shortNames(),
                type.categories(),
                hash(type.group() + "/" + type.version() + "/" + type.kind()),
                subresources);
    }

    /** A question that a client may put to the server: something that can only be created, and is not kept. */
    static ApiResource review(String plural, String kind) {
        String singular = plural.substring(0, plural.length() - 1);
        return new ApiResource(plural, singular, kind, false, List.of("create"), List.of(), List.of(), "", List.of());
    }

    private static Subresource subresource(ResourceType type, ResourceType.ServedSubresource subresource) {
        String path = subresource.path();
        List<String> verbs = subresource.verbs();
        return switch (subresource) {
            case SCALE -> new Subresource(path, "autoscaling", "v1", "Scale", verbs);
            case EVICTION -> new Subresource(path, "policy", "v1", "Eviction", verbs);
            case BINDING -> new Subresource(path, "", "", "Binding", verbs);
            case STATUS, LOG, FINALIZE -> new Subresource(path, "", "", type.kind(), verbs);
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
