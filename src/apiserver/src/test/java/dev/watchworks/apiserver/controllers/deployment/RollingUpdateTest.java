package dev.watchworks.apiserver.controllers.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollingUpdateTest {

    @ParameterizedTest
    @CsvSource({
        // replicas, surge, unavailable, at most, at least available
        "1, 25%, 25%, 2, 1",
        "2, 25%, 25%, 3, 2",
        "10, 25%, 25%, 13, 8",
        "10, 0, 0, 10, 9",
        "4, 0, 50%, 4, 2",
        "3, 100%, 0, 6, 3",
        "0, 25%, 25%, 0, 0",
    })
    void aRollingUpdateStaysWithinItsBounds(int replicas, String surge, String unavailable, int most, int least) {
        DeploymentView deployment = deployment(replicas, surge, unavailable);
        assertThat(deployment.replicas() + deployment.maxSurge()).isEqualTo(most);
        assertThat(deployment.replicas() - deployment.maxUnavailable()).isEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({
        // replicas, surge, existing pods, the new replica set's, allowed
        "4, 25%, 4, 0, 1",
        "4, 25%, 5, 1, 1",
        "4, 25%, 4, 1, 2",
        "4, 25%, 0, 0, 4",
        "4, 0, 4, 0, 0",
    })
    void theNewReplicaSetGrowsAsFarAsTheSurgeAllows(int replicas, String surge, int existing, int newest, int allowed) {
        assertThat(RollingUpdate.newReplicas(deployment(replicas, surge, "25%"), existing, newest))
                .isEqualTo(allowed);
    }

    private static DeploymentView deployment(int replicas, String surge, String unavailable) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ObjectNode spec = object.putObject("spec").put("replicas", replicas);
        ObjectNode rolling =
                spec.putObject("strategy").put("type", "RollingUpdate").putObject("rollingUpdate");
        put(rolling, "maxSurge", surge);
        put(rolling, "maxUnavailable", unavailable);
        return new DeploymentView(object);
    }

    private static void put(ObjectNode rolling, String field, String value) {
        if (value.endsWith("%")) {
            rolling.put(field, value);
        } else {
            rolling.put(field, Integer.parseInt(value));
        }
    }
}
