package dev.watchworks.apiserver.codec.protobuf;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one kind of message.
 *
 * @param fields by number
 */
record MessageType(Map<Integer, MessageField> fields) {

    /** How often a field may stand in a message, and so what it is in JSON. */
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
     * @param inlined the message in this field, when JSON has its fields in the outer object; null for none
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
}
