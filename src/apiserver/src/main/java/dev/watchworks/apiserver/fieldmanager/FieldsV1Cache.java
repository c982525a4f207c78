package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON of sets of fields, one tree for all objects that are managed alike, which must not be changed. */
final class FieldsV1Cache {
    /** Far more than the shapes that objects of a cluster have; those with names of their own push each other out. */
    private static final int MOST = 512;

    private static final Map<FieldSet, ObjectNode> TREES = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<FieldSet, ObjectNode> eldest) {
            return size() > MOST;
        }
    };

    private FieldsV1Cache() {}

    static ObjectNode of(FieldSet fields) {
        synchronized (TREES) {
            return TREES.computeIfAbsent(fields, FieldSet::toJson);
        }
    }
}
