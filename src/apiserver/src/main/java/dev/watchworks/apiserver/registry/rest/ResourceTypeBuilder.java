package dev.watchworks.apiserver.registry.rest;

import dev.watchworks.apiserver.codec.schema.ObjectSchema;
import dev.watchworks.apiserver.printers.TableConvertor;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Builds an entry of the table of kinds. The defaults are those of most kinds. */
public final class ResourceTypeBuilder {
    private final String group;
    private final String version;
    private final String plural;
    private final String kind;
    private boolean namespaced = true;
    private List<String> shortNames = List.of();
    private List<String> categories = List.of();
    private List<String> verbs = ResourceType.ALL_VERBS;
    private final Set<Subresource> subresources = EnumSet.noneOf(Subresource.class);
    private String deprecation = "";
    private ObjectSchema schema = ObjectSchema.OPEN;
    private Strategy strategy = new Strategy() {};
    private TableConvertor table = TableConvertor.NAME_AND_AGE;

    ResourceTypeBuilder(String group, String version, String plural, String kind) {
        this.group = group;
        this.version = version;
        this.plural = plural;
        this.kind = kind;
    }

    /** Objects do not live in a namespace. */
    public ResourceTypeBuilder clusterScoped() {
        namespaced = false;
        return this;
    }

    /** kubectl's short names. */
    public ResourceTypeBuilder shortNames(String... names) {
        shortNames = List.of(names);
        return this;
    }

    /** Discovery categories, such as {@code all}. */
    public ResourceTypeBuilder categories(String... names) {
        categories = List.of(names);
        return this;
    }

    /** A verb that this resource does not allow, though most do. */
    public ResourceTypeBuilder without(String verb) {
        verbs = verbs.stream().filter(other -> !other.equals(verb)).toList();
        return this;
    }

    /** Subresources that are served. */
    public ResourceTypeBuilder subresources(Subresource... served) {
        subresources.addAll(List.of(served));
        return this;
    }

    /** A warning in every response, because clients should use another kind. */
    public ResourceTypeBuilder deprecated(String warning) {
        deprecation = warning;
        return this;
    }

    /** The fields of its objects; without this any field is taken. */
    public ResourceTypeBuilder schema(ObjectSchema fields) {
        schema = fields;
        return this;
    }

    /** Defaults, validation and the like; without this there are none. */
    public ResourceTypeBuilder strategy(Strategy particular) {
        strategy = particular;
        return this;
    }

    /** Columns for kubectl; without this they are the name and the age. */
    public ResourceTypeBuilder table(TableConvertor columns) {
        table = columns;
        return this;
    }

    /** The entry. */
    public ResourceType build() {
        return new ResourceType(
                group,
                version,
                plural,
                kind.toLowerCase(Locale.ROOT),
                kind,
                namespaced,
                shortNames,
                categories,
                verbs,
                subresources,
                deprecation,
                schema,
                strategy,
                table);
    }
}
