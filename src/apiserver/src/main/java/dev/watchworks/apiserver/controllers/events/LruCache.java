package dev.watchworks.apiserver.controllers.events;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that drops the least recently used entry when it is full, as the caches of client-go's recorder do. */
final class LruCache<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    /** The cache size of client-go's recorder. */
    private static final int CAPACITY = 4096;

    LruCache() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > CAPACITY;
    }
}
