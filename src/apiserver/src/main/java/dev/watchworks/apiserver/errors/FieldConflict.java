package dev.watchworks.apiserver.errors;

/**
 * A field that a configuration cannot take from its manager.
 *
 * @param manager as messages name it, such as {@code "kubectl" using apps/v1}
 * @param field the path, such as {@code .spec.replicas}
 */
public record FieldConflict(String manager, String field) {}
