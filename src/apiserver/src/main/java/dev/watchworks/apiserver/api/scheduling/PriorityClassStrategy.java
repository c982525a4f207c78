package dev.watchworks.apiserver.api.scheduling;

import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.registry.rest.FieldRules;
import dev.watchworks.apiserver.registry.rest.GenericLister;
import dev.watchworks.apiserver.registry.rest.Strategy;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Priority classes (Kubernetes' {@code registry/scheduling/priorityclass}). */
public final class PriorityClassStrategy implements Strategy {
    private static final String TYPE = "priorityclasses.scheduling.k8s.io";
    private static final long HIGHEST_OF_USERS = 1_000_000_000;
    private static final String RESERVED =
            "priority class names with 'system-' prefix are reserved for system use only. error: ";

    /** Rejects a second default class, as the plugin Priority does. */
    @Override
    public @Nullable String admit(ObjectNode object, GenericLister cluster) {
        ObjectNode other = object.path("globalDefault").asBoolean() ? defaultClass(cluster) : null;
        return other == null || text(other, "metadata", "name").equals(text(object, "metadata", "name"))
                ? null
                : "PriorityClass " + text(other, "metadata", "name")
                        + " is already marked as default. Only one default can exist";
    }

    /** The priority class of a pod: the one with that name, the default one for an empty name, or null. */
    public static @Nullable ObjectNode ofPod(String name, GenericLister cluster) {
        SystemPriorityClass known = SystemPriorityClass.named(name);
        if (known != null) {
            return known.object();
        }
        return name.isEmpty()
                ? defaultClass(cluster)
                : find(cluster, other -> text(other, "metadata", "name").equals(name));
    }

    private static @Nullable ObjectNode defaultClass(GenericLister cluster) {
        return find(cluster, other -> other.path("globalDefault").asBoolean());
    }

    private static @Nullable ObjectNode find(GenericLister cluster, Predicate<ObjectNode> matching) {
        return cluster.list(TYPE).stream().filter(matching).findFirst().orElse(null);
    }

    @Override
    public boolean incrementsGeneration(ObjectNode object, ObjectNode current) {
        return false;
    }

    @Override
    public void validate(ObjectNode object, FieldErrors errors) {
        String name = text(object, "metadata", "name");
        SystemPriorityClass known = SystemPriorityClass.named(name);
        if (known != null && number(object, "value") != known.value()) {
            errors.forbidden(
                    "metadata.name", RESERVED + "value of " + name + " PriorityClass must be " + known.value());
        } else if (known == null && name.startsWith("system-")) {
            errors.forbidden("metadata.name", RESERVED + name + " is not a known system priority class");
        } else if (known == null && number(object, "value") > HIGHEST_OF_USERS) {
            errors.forbidden("value", "maximum allowed value of a user defined priority is " + HIGHEST_OF_USERS);
        }
        FieldRules.validate("scheduling.PriorityClass", object, "", errors);
    }

    @Override
    public void validateUpdate(ObjectNode object, ObjectNode current, FieldErrors errors) {
        if (number(object, "value") != number(current, "value")) {
            errors.forbidden("value", "may not be changed in an update.");
        }
        FieldRules.validateImmutable("scheduling.PriorityClass", object, current, "", errors);
    }
}
