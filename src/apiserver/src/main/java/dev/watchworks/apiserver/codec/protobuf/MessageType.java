package dev.watchworks.apiserver.codec.protobuf;

import dev.watchworks.apiserver.codec.schema.FieldDefinition;
import dev.watchworks.apiserver.codec.schema.TypeDefinitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One kind of message: a type of {@code types.txt} with its fields by number.
 *
 * @param fields by number
 */
record MessageType(Map<Integer, MessageField> fields) {
    private static final TypeDefinitions TYPES = TypeDefinitions.get();
    private static final Map<String, MessageType> MESSAGES = new ConcurrentHashMap<>();

    /** How often a field may occur in a message, which decides its form in JSON. */
    enum Cardinality {
        ONE,
        LIST,
        MAP
    }

    /**
     * One field.
     *
     * @param cardinality one value, a list, or a map with strings as keys
     * @param type as {@code types.txt} names it: a scalar, a struct, or a list as the value of a map
     * @param name in JSON
     * @param zeroCounts whether zero, false and the empty string differ from an absent value, as with a Go pointer
     * @param inlined the message in this field when JSON has its fields in the outer object, or null
     */
    record MessageField(
            Cardinality cardinality,
            String type,
            String name,
            boolean zeroCounts,
            @Nullable MessageType inlined) {

        /** A field for a message whose fields follow. */
        static MessageField inline() {
            return new MessageField(Cardinality.ONE, "", "", false, new MessageType(new HashMap<>()));
        }
    }

    /** The message of the kind that an envelope names, or null when the kind is unknown. */
    static @Nullable MessageType ofObject(String apiVersion, String kind) {
        if (kind.equals("DeleteOptions")) {
            return of("meta.DeleteOptions");
        }
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "core" : apiVersion.substring(0, slash).replaceFirst("\\..*", "");
        String name = group + "." + kind;
        return apiVersion.substring(slash + 1).equals("v1") && isObject(name) ? of(name) : null;
    }

    /** The envelope contains the kind of an object, so the object's own field {@code kind} has no number. */
    private static boolean isObject(String name) {
        List<FieldDefinition> fields = TYPES.has(name) ? TYPES.fields(name) : List.of();
        return !fields.isEmpty()
                && fields.get(0).name().equals("kind")
                && fields.get(0).number().isEmpty();
    }

    /** The message of a type, such as {@code core.PodSpec}. */
    static MessageType of(String type) {
        return MESSAGES.computeIfAbsent(type, name -> {
            Map<Integer, MessageField> fields = new HashMap<>();
            TYPES.fields(name).stream()
                    .filter(field -> !field.number().isEmpty())
                    .forEach(field -> add(fields, field.number(), field));
            return new MessageType(fields);
        });
    }

    private static void add(Map<Integer, MessageField> fields, String number, FieldDefinition definition) {
        int dot = number.indexOf('.');
        if (dot < 0) {
            fields.put(Integer.valueOf(number), field(definition));
            return;
        }
        MessageField outer =
                fields.computeIfAbsent(Integer.valueOf(number.substring(0, dot)), absent -> MessageField.inline());
        add(Objects.requireNonNull(outer.inlined()).fields(), number.substring(dot + 1), definition);
    }

    private static MessageField field(FieldDefinition definition) {
        boolean isPointer = definition.type().startsWith("*");
        String type = definition.type().substring(isPointer ? 1 : 0).replaceFirst("<.*>", "");
        Cardinality cardinality =
                type.startsWith("[]") ? Cardinality.LIST : type.startsWith("{}") ? Cardinality.MAP : Cardinality.ONE;
        return new MessageField(
                cardinality,
                cardinality == Cardinality.ONE ? type : type.substring(2),
                definition.name(),
                isPointer,
                null);
    }
}
