package dev.watchworks.conformance.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Random parts of a deployment: nested maps, lists by keys, sets, and lists and maps that are managed as a whole. There are
 * few names and values, so that managers often meet.
 */
final class RandomConfiguration {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Random random;

    RandomConfiguration(Random random) {
        this.random = random;
    }

    /** A configuration for an apply; sometimes it lacks a field that a deployment needs. */
    ObjectNode configuration() {
        ObjectNode object = NODES.objectNode().put("apiVersion", "apps/v1").put("kind", "Deployment");
        ObjectNode changes = changes();
        ObjectNode metadata = object.putObject("metadata").put("name", "d");
        metadata.setAll((ObjectNode) changes.path("metadata"));
        changes.remove("metadata");
        object.setAll(changes);
        return object;
    }

    /** Fields to change. */
    ObjectNode changes() {
        ObjectNode object = NODES.objectNode();
        ObjectNode metadata = object.putObject("metadata");
        maybe(metadata, "labels", texts("x", "y", "z"));
        maybe(metadata, "annotations", texts("m", "n"));
        maybe(metadata, "finalizers", set("example.com/a", "example.com/b", "example.com/c"));
        ObjectNode spec = NODES.objectNode();
        maybe(spec, "replicas", NODES.numberNode(random.nextInt(3)));
        maybe(spec, "minReadySeconds", NODES.numberNode(random.nextInt(3)));
        maybe(spec, "strategy", strategy());
        if (random.nextInt(4) > 0) {
            ObjectNode template = NODES.objectNode();
            ObjectNode podMetadata = NODES.objectNode();
            maybe(podMetadata, "annotations", texts("p", "q"));
            maybe(template, "metadata", podMetadata);
            template.set("spec", podSpec());
            spec.set("template", template);
        }
        if (!spec.isEmpty()) {
            object.set("spec", spec);
        }
        return object;
    }

    /** A status whose conditions have keys. */
    ObjectNode status() {
        ObjectNode status = NODES.objectNode();
        maybe(status, "observedGeneration", NODES.numberNode(random.nextInt(3)));
        ArrayNode conditions = NODES.arrayNode();
        for (String type : subset("A", "B", "C")) {
            conditions.addObject().put("type", type).put("status", text("True", "False"));
        }
        maybe(status, "conditions", conditions);
        return status;
    }

    private ObjectNode podSpec() {
        ObjectNode spec = NODES.objectNode();
        ArrayNode containers = NODES.arrayNode();
        for (String name : subset("web", "side")) {
            containers.add(container(name));
        }
        maybe(spec, "containers", containers);
        maybe(spec, "nodeSelector", texts("disk", "zone"));
        maybe(spec, "terminationGracePeriodSeconds", NODES.numberNode(random.nextInt(3)));
        ArrayNode tolerations = NODES.arrayNode();
        subset("t", "u").forEach(key -> tolerations.addObject().put("key", key).put("operator", "Exists"));
        maybe(spec, "tolerations", tolerations);
        ArrayNode secrets = NODES.arrayNode();
        subset("s", "t").forEach(name -> secrets.addObject().put("name", name));
        maybe(spec, "imagePullSecrets", secrets);
        ArrayNode volumes = NODES.arrayNode();
        subset("v", "w").forEach(name -> volumes.add(volume(name)));
        maybe(spec, "volumes", volumes);
        return spec;
    }

    private ObjectNode volume(String name) {
        ObjectNode volume = NODES.objectNode().put("name", name);
        switch (random.nextInt(3)) {
            case 0 -> volume.putObject("emptyDir");
            case 1 -> volume.putObject("emptyDir").put("medium", text("Memory", ""));
            default -> volume.putObject("configMap").put("name", text("one", "two"));
        }
        return volume;
    }

    private ObjectNode container(String name) {
        ObjectNode container = NODES.objectNode().put("name", name);
        if (random.nextInt(4) > 0) {
            container.put("image", text("one", "two"));
        }
        ArrayNode env = NODES.arrayNode();
        subset("A", "B", "C", "D")
                .forEach(variable -> env.addObject().put("name", variable).put("value", text("1", "2", "")));
        maybe(container, "env", env);
        ArrayNode ports = NODES.arrayNode();
        for (String protocol : subset("", "TCP", "UDP")) {
            ObjectNode port = ports.addObject().put("containerPort", 80 + random.nextInt(2));
            if (!protocol.isEmpty()) {
                port.put("protocol", protocol);
            }
        }
        maybe(container, "ports", ports);
        maybe(container, "args", set("1", "2"));
        ObjectNode limits = NODES.objectNode();
        subset("cpu", "memory").forEach(resource -> limits.put(resource, text("1", "1000m", "2")));
        ObjectNode resources = NODES.objectNode();
        maybe(resources, "limits", limits);
        maybe(container, "resources", resources);
        return container;
    }

    private ObjectNode strategy() {
        ObjectNode strategy = NODES.objectNode();
        if (random.nextBoolean()) {
            return strategy.put("type", "Recreate");
        }
        maybe(strategy, "type", NODES.textNode("RollingUpdate"));
        ObjectNode rolling = NODES.objectNode();
        maybe(rolling, "maxSurge", random.nextBoolean() ? NODES.numberNode(1) : NODES.textNode("25%"));
        maybe(rolling, "maxUnavailable", NODES.numberNode(1));
        maybe(strategy, "rollingUpdate", rolling);
        return strategy;
    }

    private ObjectNode texts(String... keys) {
        ObjectNode map = NODES.objectNode();
        subset(keys).forEach(key -> map.put(key, text("1", "2")));
        return map;
    }

    private ArrayNode set(String... values) {
        ArrayNode list = NODES.arrayNode();
        subset(values).forEach(list::add);
        return list;
    }

    private String text(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** Some of the texts, in random order. */
    private List<String> subset(String... texts) {
        List<String> some = new ArrayList<>(List.of(texts));
        Collections.shuffle(some, random);
        return some.subList(0, random.nextInt(texts.length + 1));
    }

    /** Sets a field, or does not, or rarely sets it to null. */
    private void maybe(ObjectNode object, String field, JsonNode value) {
        int chance = random.nextInt(20);
        if (chance == 0) {
            object.putNull(field);
        } else if (chance < 9) {
            object.set(field, value);
        }
    }
}
