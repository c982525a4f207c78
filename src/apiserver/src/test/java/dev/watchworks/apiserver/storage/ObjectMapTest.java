package dev.watchworks.apiserver.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchworks.apiserver.codec.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ObjectMapTest {

    @Test
    void aTreeIsASortedMapAndItsOlderVersionsStayAsTheyWere() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TreeMap<String, StoredObject> expected = new TreeMap<>();
        ObjectMap tree = ObjectMap.EMPTY;
        ObjectMap kept = tree;
        List<String> keptKeys = List.of();
        for (int step = 0; step < 3_000; step++) {
            String key = "key-" + random.nextInt(300);
            if (random.nextInt(3) == 0) {
                expected.remove(key);
                tree = tree.without(key);
            } else {
                StoredObject object = new StoredObject(key, Json.object(), step);
                expected.put(key, object);
                tree = tree.with(object);
            }
            if (step == 1_500) {
                kept = tree;
                keptKeys = keys(tree, "");
            }
        }

        String from = "key-" + random.nextInt(300);
        assertThat(tree.size()).as("seed %d", seed).isEqualTo(expected.size());
        assertThat(keys(tree, "")).as("seed %d", seed).containsExactlyElementsOf(expected.keySet());
        assertThat(keys(tree, from))
                .as("seed %d", seed)
                .containsExactlyElementsOf(expected.tailMap(from, true).keySet());
        assertThat(tree.countBefore(from))
                .as("seed %d", seed)
                .isEqualTo(expected.headMap(from, false).size());
        for (String key : expected.keySet()) {
            assertThat(tree.get(key)).as("seed %d", seed).isSameAs(expected.get(key));
        }
        assertThat(tree.get("none")).isNull();
        assertThat(keys(kept, "")).as("seed %d", seed).isEqualTo(keptKeys);
    }

    private static List<String> keys(ObjectMap tree, String from) {
        List<String> keys = new ArrayList<>();
        tree.from(from).forEachRemaining(object -> keys.add(object.key()));
        return keys;
    }
}
