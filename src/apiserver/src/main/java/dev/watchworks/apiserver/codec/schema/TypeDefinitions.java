package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The types of {@code types.txt}, which {@code src/reference-cluster/schemas} derives from Kubernetes' own; that program
 * says what a line means. A line is only taken apart when its type is needed, so that a start stays cheap.
 */
final class TypeDefinitions {
    /** The word at the start of a struct's line that makes it one value. */
    private static final String ATOMIC = "atomic ";

    private final Map<String, String> lines = new HashMap<>();
    private final Map<String, StructType> structs = new ConcurrentHashMap<>();

    private TypeDefinitions() {
        try (InputStream file = Objects.requireNonNull(TypeDefinitions.class.getResourceAsStream("types.txt"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null) {
                int space = line.indexOf(' ');
                lines.put(space < 0 ? line : line.substring(0, space), space < 0 ? "" : line.substring(space + 1));
                line = reader.readLine();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The one set of types; read at the first call. */
    static TypeDefinitions get() {
        return Holder.TYPES;
    }

    private static final class Holder {
        private static final TypeDefinitions TYPES = new TypeDefinitions();
    }

    /** A struct by its name, such as {@code core.Pod}. */
    StructType struct(String name) {
        return structs.computeIfAbsent(
                name,
                absent -> new StructType(
                        absent.substring(absent.indexOf('.') + 1), isAtomic(absent), () -> fields(absent)));
    }

    private String line(String name) {
        String line = lines.get(name);
        if (line == null) {
            throw new IllegalArgumentException("types.txt has no " + name);
        }
        return line;
    }

    private boolean isAtomic(String name) {
        return line(name).startsWith(ATOMIC);
    }

    private List<StructType.Field> fields(String name) {
        String line = line(name).replaceFirst("^" + ATOMIC, "");
        List<StructType.Field> fields = new ArrayList<>();
        for (String word : line.split(" ")) {
            if (!word.isEmpty()) {
                fields.add(field(word));
            }
        }
        return fields;
    }

    private StructType.Field field(String word) {
        String[] parts = word.split("\\|");
        String type = parts[0].substring(parts[0].indexOf(':') + 1);
        boolean omitsZero = type.endsWith("~");
        type = omitsZero ? type.substring(0, type.length() - 1) : type;
        boolean keepsEmpty = type.endsWith("+");
        type = keepsEmpty ? type.substring(0, type.length() - 1) : type;
        boolean always = type.endsWith("!");
        type = always ? type.substring(0, type.length() - 1) : type;
        boolean merges = false;
        boolean retainsKeys = false;
        String mergeKey = "";
        for (int index = 1; index < parts.length; index++) {
            retainsKeys |= parts[index].equals("r");
            merges |= parts[index].startsWith("m");
            mergeKey = parts[index].startsWith("m=") ? parts[index].substring(2) : mergeKey;
        }
        String name = parts[0].substring(0, parts[0].indexOf(':'));
        ValueType value = type(type);
        MergeType structure = structure(value, parts);
        return new StructType.Field(
                name, value, always, keepsEmpty, omitsZero, merges, mergeKey, retainsKeys, structure);
    }

    private static MergeType structure(ValueType type, String[] parts) {
        for (int index = 1; index < parts.length; index++) {
            switch (parts[index].charAt(0)) {
                case 'k' -> {
                    return keyed(type, parts[index].substring(2));
                }
                case 's' -> {
                    return MergeType.DISTINCT;
                }
                case 'a' -> {
                    return MergeType.ATOMIC;
                }
                case 'g' -> {
                    return type.innermost() instanceof StructType struct ? struct.fieldByField() : type.structure();
                }
                default -> {}
            }
        }
        return type.structure();
    }

    private static MergeType keyed(ValueType list, String text) {
        Map<String, @Nullable JsonNode> keys = new TreeMap<>();
        for (String key : text.split(",")) {
            int none = key.indexOf('~');
            keys.put(none < 0 ? key : key.substring(0, none), none < 0 ? null : Json.read(key.substring(none + 1)));
        }
        return new MergeType.MapList(keys, list.innermost().structure());
    }

    private ValueType type(String text) {
        if (text.startsWith("*")) {
            return new PointerType(type(text.substring(1)));
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
