package dev.watchworks.apiserver.api.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.Strategy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServiceAllocationTest {
    private final Strategy strategy = new ServiceStrategy();
    private final List<ObjectNode> services = new ArrayList<>();

    private ObjectNode service(String name, String type, int nodePort) {
        ObjectNode service = JsonNodeFactory.instance.objectNode();
        service.putObject("metadata").put("name", name).put("namespace", "default");
        ObjectNode spec = service.putObject("spec").put("type", type);
        ObjectNode port = spec.putArray("ports").addObject().put("port", 80);
        if (nodePort != 0) {
            port.put("nodePort", nodePort);
        }
        return service;
    }

    private FieldErrors store(ObjectNode service) {
        strategy.applyDefaults(service);
        strategy.prepareForCreate(service, groupResource -> services);
        FieldErrors errors = new FieldErrors();
        strategy.allocate(service, null, groupResource -> services, errors);
        services.add(service);
        return errors;
    }

    private static String address(ObjectNode service) {
        return service.path("spec").path("clusterIP").asText();
    }

    @Test
    void everyServiceGetsAnAddressOfItsOwn() {
        Set<String> addresses = new HashSet<>();
        for (int index = 0; index < 200; index++) {
            ObjectNode service = service("s" + index, "ClusterIP", 0);
            store(service);
            addresses.add(address(service));
        }

        assertThat(addresses)
                .hasSize(200)
                .allSatisfy(address -> assertThat(address).startsWith("10.96."));
    }

    @Test
    void theSameServiceGetsTheSameAddressOnEveryRun() {
        ObjectNode one = service("web", "ClusterIP", 0);
        ObjectNode other = service("web", "ClusterIP", 0);
        store(one);
        services.clear();
        store(other);

        assertThat(address(other)).isEqualTo(address(one));
    }

    @Test
    void anAddressThatAnotherHasIsRefused() {
        ObjectNode first = service("first", "ClusterIP", 0);
        ObjectNode second = service("second", "ClusterIP", 0);
        store(first);
        second.withObjectProperty("spec").put("clusterIP", address(first));

        assertThat(store(second).list())
                .extracting(FieldErrors.FieldError::message)
                .containsExactly("Invalid value: [\"" + address(first) + "\"]: failed to allocate IP " + address(first)
                        + ": provided IP is already allocated");
    }

    @Test
    void aNodePortThatAnotherHasIsRefused() {
        store(service("first", "NodePort", 30001));

        assertThat(store(service("second", "NodePort", 30001)).list())
                .containsExactly(new FieldErrors.FieldError(
                        "FieldValueInvalid",
                        "spec.ports[0].nodePort",
                        "Invalid value: 30001: provided port is already allocated"));
    }

    @Test
    void nodePortsAreHandedOutWhereTheyAreNotChosen() {
        ObjectNode service = service("web", "LoadBalancer", 0);

        assertThat(store(service).isEmpty()).isTrue();
        assertThat(service.path("spec").path("ports").path(0).path("nodePort").asInt())
                .isBetween(30000, 32767);
    }

    @Test
    void theApiItselfHasTheFirstAddress() {
        ObjectNode api = service("kubernetes", "ClusterIP", 0);
        api.withObjectProperty("spec").put("clusterIP", "10.96.0.1");

        assertThat(store(api).isEmpty()).isTrue();
    }
}
