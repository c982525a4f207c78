package dev.watchworks.apiserver.controllers.replicaset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.meta.ObjectMeta;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodDeletionOrderTest {

    @ParameterizedTest
    @CsvSource({
        // the costs of the pods a and b, the one that is deleted first
        "2, 1, b",
        "-1, -2, b",
        "2147483647, 1, b",
        // Not a 32-bit number in Go's form, so it counts as 0.
        "2147483648, 1, a",
        "+5, 1, a",
        "05, 1, a",
        "five, 1, a",
    })
    void aPodWithALowerDeletionCostIsDeletedFirst(String costOfA, String costOfB, String first) {
        List<ObjectNode> pods = List.of(pod("a", costOfA), pod("b", costOfB));
        assertThat(PodDeletionOrder.choose(pods, 1)).map(ObjectMeta::name).containsExactly(first);
    }

    private static ObjectNode pod(String name, String cost) {
        ObjectNode pod = Json.object();
        ObjectMeta.getOrCreate(pod).put("name", name).put("creationTimestamp", "2026-01-01T00:00:00Z");
        ObjectMeta.annotate(pod, "controller.kubernetes.io/pod-deletion-cost", cost);
        return pod;
    }
}
