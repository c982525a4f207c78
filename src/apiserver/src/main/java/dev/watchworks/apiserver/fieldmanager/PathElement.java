package dev.watchworks.apiserver.fieldmanager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.codec.json.InvalidJsonException;
import dev.watchworks.apiserver.codec.json.Json;
import dev.watchworks.apiserver.codec.schema.MergeType;
import dev.watchworks.apiserver.golang.GoFormat;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * One element of a path, from a value to a part of it: a field by its name, or an item of a list by its keys, by its
 * value or by its index (structured-merge-diff's {@code fieldpath/element.go} and {@code serialize-pe.go}).
 */
final class PathElement implements Comparable<PathElement> {

    private enum Form {
        FIELD('f'),
        KEYS('k'),
        VALUE('v'),
        INDEX('i');

        private final char letter;

        Form(char letter) {
            this.letter = letter;
        }
    }

    private static final Comparator<PathElement> ORDER =
            Comparator.comparing((PathElement element) -> element.form).thenComparing(PathElement::compareContent);

    private final Form form;
    private final String text;
    private final @Nullable JsonNode content;

    private PathElement(Form form, String text, @Nullable JsonNode content) {
        this.form = form;
        this.text = text;
        this.content = content;
    }

    /** A field of an object. */
    static PathElement field(String name) {
        return new PathElement(Form.FIELD, "f:" + name, null);
    }

    /** An item of a list that is managed as a whole. */
    static PathElement index(int index) {
        return new PathElement(Form.INDEX, "i:" + index, Json.read(Integer.toString(index)));
    }

    /** An item of a list by the values of its keys, which are sorted by name. */
    static PathElement keys(ObjectNode keys) {
        return new PathElement(Form.KEYS, "k:" + written(keys), keys);
    }

    /** An item of a set. */
    static PathElement value(JsonNode value) {
        return new PathElement(Form.VALUE, "v:" + written(value), value);
    }

    /**
     * Reads a path element as {@link #text} writes it.
     *
     * @return the element, or null when its form is unknown, so that the caller skips it
     * @throws IllegalArgumentException when the text is not a path element
     */
    static @Nullable PathElement parse(String text) {
        if (text.length() < 2 || text.charAt(1) != ':') {
            throw new IllegalArgumentException("missing colon: " + text);
        }
        String rest = text.substring(2);
        return switch (text.charAt(0)) {
            case 'f' -> new PathElement(Form.FIELD, text, null);
            case 'k' -> keys(sorted(json(rest)));
            case 'v' -> value(json(rest));
            case 'i' -> index(Integer.parseInt(rest));
            default -> null;
        };
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text);
        } catch (InvalidJsonException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }

    private static ObjectNode sorted(JsonNode keys) {
        if (!keys.isObject()) {
            throw new IllegalArgumentException("the keys of a list's item are an object, not " + keys);
        }
        ObjectNode sorted = Json.object();
        keys.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(key -> sorted.set(key.getKey(), key.getValue()));
        return sorted;
    }

    /** Returns JSON as Go writes it, with the special characters of HTML escaped. */
    private static String written(JsonNode value) {
        String json = new String(Json.write(value), StandardCharsets.UTF_8);
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    /**
     * The element of a list's item.
     *
     * @param list a set, or a list whose items have keys
     * @throws IllegalArgumentException when the item has no identity
     */
    static PathElement ofItem(MergeType list, JsonNode item) {
        return list instanceof MergeType.MapList keyed ? ofKeyedItem(keyed, item) : ofSetItem(item);
    }

    private static PathElement ofSetItem(JsonNode item) {
        if (item.isObject()) {
            throw new IllegalArgumentException("associative list without keys has an element that's a map type");
        }
        if (item.isArray()) {
            throw new IllegalArgumentException("not supported: associative list with lists as elements");
        }
        if (item.isNull()) {
            throw new IllegalArgumentException("associative list without keys has an element that's an explicit null");
        }
        return value(item);
    }

    private static PathElement ofKeyedItem(MergeType.MapList list, JsonNode item) {
        if (!item.isObject()) {
            throw new IllegalArgumentException("associative list with keys may not have "
                    + (item.isNull() ? "a null element" : "non-map elements"));
        }
        ObjectNode keys = Json.object();
        list.keys().forEach((name, none) -> {
            JsonNode given = item.get(name);
            JsonNode key = given == null ? none : given;
            if (key != null) {
                keys.set(name, key);
            }
        });
        if (keys.isEmpty()) {
            StringJoiner names = new StringJoiner(" ", "[", "]");
            list.keys().keySet().forEach(name -> names.add(GoFormat.quoted(name)));
            throw new IllegalArgumentException("associative list with keys has an element that omits all key fields "
                    + names + " (and doesn't have default values for any key fields)");
        }
        return keys(keys);
    }

    /** The merge type of the part, in a value of this merge type. */
    MergeType of(MergeType structure) {
        if (form == Form.FIELD) {
            MergeType.Granular fields = fieldsOf(structure);
            return fields == null ? MergeType.UNTYPED : fields.field(text.substring(2));
        }
        if (structure instanceof MergeType.MapList keyed) {
            return keyed.item();
        }
        return structure instanceof MergeType.SetList set ? set.item() : MergeType.UNTYPED;
    }

    /** Whether the part is a field of a struct; the keys of a map and the items of a list are not. */
    boolean isDeclaredBy(MergeType structure) {
        MergeType.Granular fields = form == Form.FIELD ? fieldsOf(structure) : null;
        return fields != null && fields.declares(text.substring(2));
    }

    private static MergeType.@Nullable Granular fieldsOf(MergeType structure) {
        if (structure instanceof MergeType.AtomicMap whole) {
            return whole.fields();
        }
        return structure instanceof MergeType.Granular fields ? fields : null;
    }

    /** The element as a step of a path in messages, such as {@code .spec} or {@code [name="web"]}. */
    String step() {
        return switch (form) {
            case FIELD -> "." + text.substring(2);
            case INDEX -> "[" + text.substring(2) + "]";
            case VALUE -> "[=" + shown(Objects.requireNonNull(content)) + "]";
            case KEYS -> {
                StringJoiner keys = new StringJoiner(",", "[", "]");
                Objects.requireNonNull(content)
                        .properties()
                        .forEach(key -> keys.add(key.getKey() + "=" + shown(key.getValue())));
                yield keys.toString();
            }
        };
    }

    private static String shown(JsonNode value) {
        return value.isTextual() ? GoFormat.quoted(value.textValue()) : value.asText();
    }

    /** The element as a key of {@code fieldsV1}, such as {@code f:spec} or <code>k:{"name":"web"}</code>. */
    String text() {
        return text;
    }

    @Override
    public int compareTo(PathElement other) {
        return ORDER.compare(this, other);
    }

    private int compareContent(PathElement other) {
        if (content == null || other.content == null || text.equals(other.text)) {
            return text.compareTo(other.text);
        }
        return ValueOrder.compare(content, other.content);
    }

    /** Two elements are equal when their texts are equal. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathElement element && text.equals(element.text);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
