package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The types of {@code types.txt}, which {@code src/reference-cluster/schemas} derives from Kubernetes' own; that
 * program documents the format. A line is parsed when its type is first used, which keeps the start fast.
 */
public final class TypeDefinitions {
    /** The word at the start of the line of a struct that field managers manage as a whole. */
    private static final String ATOMIC = "atomic ";

    private static final TypeDefinitions TYPES = new TypeDefinitions();

    private final Map<String, String> lines = new HashMap<>();
    private final Map<String, StructType> structs = new ConcurrentHashMap<>();

    private TypeDefinitions() {
        for (String line : DataFile.lines(TypeDefinitions.class, "types.txt")) {
            int space = line.indexOf(' ');
            lines.put(space < 0 ? line : line.substring(0, space), space < 0 ? "" : line.substring(space + 1));
        }
    }

    /** The types; read at the first call. */
    public static TypeDefinitions get() {
        return TYPES;
    }

    /** A struct by its name, such as {@code core.Pod}. */
    StructType struct(String name) {
        return structs.computeIfAbsent(
                name,
                absent -> new StructType(
                        absent,
                        line(absent).startsWith(ATOMIC),
                        () -> fields(absent).stream().map(this::field).toList()));
    }

    private String line(String name) {
        String line = lines.get(name);
        if (line == null) {
            throw new IllegalArgumentException("types.txt has no " + name);
        }
        return line;
    }

    /** Whether the file has a type. */
    public boolean has(String name) {
        return lines.containsKey(name);
    }

    /** The fields of a struct, such as {@code core.Pod}, in the order in which they are written. */
    public List<FieldDefinition> fields(String name) {
        String line = line(name).replaceFirst("^" + ATOMIC, "");
        return line.isEmpty()
                ? List.of()
                : Arrays.stream(line.split(" ")).map(FieldDefinition::parse).toList();
    }

    private StructType.Field field(FieldDefinition definition) {
        ValueType type = type(definition.type());
        return new StructType.Field(definition, type, structure(type, definition));
    }

    private static MergeType structure(ValueType type, FieldDefinition definition) {
        if (definition.has('k')) {
            return keyed(type, definition.option('k'));
        }
        if (definition.has('s')) {
            return new MergeType.SetList(type.innermost().mergeType());
        }
        if (definition.has('a')) {
            return type.mergeType().asWhole();
        }
        return definition.has('g') && type.innermost() instanceof StructType struct
                ? struct.fieldByField()
                : type.mergeType();
    }

    private static MergeType keyed(ValueType list, String text) {
        Map<String, @Nullable JsonNode> keys = new TreeMap<>();
        for (String key : text.split(",")) {
            int none = key.indexOf('~');
            keys.put(none < 0 ? key : key.substring(0, none), none < 0 ? null : Json.read(key.substring(none + 1)));
        }
        return new MergeType.MapList(keys, list.innermost().mergeType());
    }

    private ValueType type(String text) {
        if (text.startsWith("*")) {
            return new PointerType(type(text.substring(1)));
        }
        if (text.startsWith("?")) {
            int second = text.indexOf(';');
            return new AlternativesType(type(text.substring(1, second)), type(text.substring(second + 1)));
        }
        if (text.startsWith("[]")) {
            return new ListType(type(text.substring(2)));
        }
        if (text.startsWith("{}")) {
            int own = text.indexOf('<');
            String element = own < 0 ? text.substring(2) : text.substring(2, own);
            return new MapType(type(element), own < 0 ? "" : text.substring(own + 1, text.length() - 1));
        }
        return switch (text) {
            case "bytes" -> new BytesType();
            case "quantity" -> new QuantityType();
            case "intstr" -> new IntOrStringType();
            case "time" -> new TimeType(false);
            case "microtime" -> new TimeType(true);
            case "raw" -> new RawType();
            case "json" -> new CanonicalJsonType();
            default -> text.indexOf('<') < 0 && text.indexOf('.') > 0 ? struct(text) : scalar(text);
        };
    }

    private static ScalarType scalar(String text) {
        int own = text.indexOf('<');
        return own < 0
                ? new ScalarType(ScalarType.shapeOf(text), text)
                : new ScalarType(
                        ScalarType.shapeOf(text.substring(0, own)), text.substring(own + 1, text.length() - 1));
    }
}
