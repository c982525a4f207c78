package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.LruCache;
import java.util.Map;
import java.util.function.Function;

/** Caches sets of fields and their JSON. Objects with equal managed fields share one set and one tree. */
final class FieldsV1Cache<K, V> {
    /** The most entries; a cluster has far fewer different sets, except for sets with unique names in them. */
    private static final int MAXIMUM_SIZE = 512;

    private static final FieldsV1Cache<FieldSet, ObjectNode> TREES = new FieldsV1Cache<>(FieldSet::toJson);
    private static final FieldsV1Cache<JsonNode, FieldSet> SETS = new FieldsV1Cache<>(FieldSet::of);

    private final Function<K, V> factory;
    private final Map<K, V> entries = new LruCache<>(MAXIMUM_SIZE);

    private FieldsV1Cache(Function<K, V> factory) {
        this.factory = factory;
    }

    /** The JSON of a set: a shared tree that must not be changed. */
    static ObjectNode toJson(FieldSet fields) {
        return TREES.get(fields);
    }

    /** The set of a tree that must not be changed afterwards; throws as {@link FieldSet#of(JsonNode)} does. */
    static FieldSet parse(JsonNode tree) {
        return SETS.get(tree);
    }

    private synchronized V get(K key) {
        return entries.computeIfAbsent(key, factory);
    }
}
