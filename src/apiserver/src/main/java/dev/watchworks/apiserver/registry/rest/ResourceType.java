package dev.watchworks.apiserver.registry.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.schema.ObjectSchema;
import dev.watchworks.apiserver.printers.TableConvertor;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One kind of object and how the API serves it: an entry in the table of kinds.
 *
 * @param group API group, empty for the core group
 * @param version API version, such as {@code v1}
 * @param plural name of the resource in paths, such as {@code pods}
 * @param singular singular name in discovery, such as {@code pod}
 * @param kind kind in bodies, such as {@code Pod}
 * @param namespaced whether objects live in a namespace
 * @param shortNames kubectl's short names, such as {@code po}
 * @param categories discovery categories, such as {@code all}
 * @param verbs what may be done with it, in discovery's (alphabetical) order
 * @param subresources the subresources that are served
 * @param schema the fields of its objects, and how they are read, merged and left out
 * @param strategy what is particular to the kind
 * @param table the columns that kubectl shows
 */
public record ResourceType(
        String group,
        String version,
        String plural,
        String singular,
        String kind,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        List<String> verbs,
        Set<ServedSubresource> subresources,
        ObjectSchema schema,
        Strategy strategy,
        TableConvertor table) {

    /** What may follow an object's name in a path. */
    public enum ServedSubresource {
        STATUS,
        SCALE,
        LOG,
        BINDING,
        EVICTION,
        FINALIZE;

        /** As it stands in paths, such as {@code status}. */
        public String path() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The verbs that discovery tells, in its order. */
        public List<String> verbs() {
            return switch (this) {
                case STATUS, SCALE -> List.of("get", "patch", "update");
                case LOG -> List.of("get");
                case BINDING, EVICTION -> List.of("create");
                case FINALIZE -> List.of("update");
            };
        }
    }

    public ResourceType {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        verbs = List.copyOf(verbs);
        subresources = subresources.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(subresources));
    }

    /** Fills in the kind's defaults and then the constant ones of its types. */
    public void applyDefaults(ObjectNode object) {
        strategy.applyDefaults(object);
        schema.applyDefaults(object);
    }

    /** What every answer warns of; empty for none. */
    public String deprecation() {
        return strategy.deprecation();
    }

    /** {@code v1} or {@code apps/v1}, as bodies carry it. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** {@code pods} or {@code deployments.apps}, as messages name it. */
    public String groupResource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }

    /** {@code Pod} or {@code Deployment.apps}, as the messages of refused objects name it. */
    public String groupKind() {
        return group.isEmpty() ? kind : kind + "." + group;
    }
}
