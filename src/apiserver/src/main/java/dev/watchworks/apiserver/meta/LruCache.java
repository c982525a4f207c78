package dev.watchworks.apiserver.meta;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that drops the least recently used entry when it is full. */
public final class LruCache<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int capacity;

    /** A map with at most this number of entries. */
    public LruCache(int capacity) {
        super(16, 0.75f, true);
        this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > capacity;
    }
}
