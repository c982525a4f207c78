package dev.watchworks.apiserver.codec.protobuf;

import dev.watchworks.apiserver.codec.protobuf.MessageType.Cardinality;
import dev.watchworks.apiserver.codec.protobuf.MessageType.MessageField;
import dev.watchworks.apiserver.codec.schema.FieldDefinition;
import dev.watchworks.apiserver.codec.schema.TypeDefinitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The messages of the API: the types of {@code types.txt} by their fields' numbers. */
final class MessageTypes {
    private static final TypeDefinitions TYPES = TypeDefinitions.get();
    private static final Map<String, MessageType> MESSAGES = new ConcurrentHashMap<>();

    private MessageTypes() {}

    /** The message of a kind in an envelope, or null when it is not known. */
    static @Nullable MessageType object(String apiVersion, String kind) {
        if (kind.equals("DeleteOptions")) {
            return message("meta.DeleteOptions");
        }
        int slash = apiVersion.indexOf('/');
        String group = slash < 0 ? "core" : apiVersion.substring(0, slash).replaceFirst("\\..*", "");
        String name = group + "." + kind;
        return apiVersion.substring(slash + 1).equals("v1") && isObject(name) ? message(name) : null;
    }

    /** A whole object names its kind in the envelope, so that its field for the kind has no number. */
    private static boolean isObject(String name) {
        List<FieldDefinition> fields = TYPES.has(name) ? TYPES.fields(name) : List.of();
        return !fields.isEmpty()
                && fields.get(0).name().equals("kind")
                && fields.get(0).number().isEmpty();
    }

    /** The message of a type that a field has. */
    static MessageType message(String type) {
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
