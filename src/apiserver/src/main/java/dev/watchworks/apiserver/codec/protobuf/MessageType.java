package dev.watchworks.apiserver.codec.protobuf;

import java.util.Map;

/**
 * The fields of one kind of message.
 *
 * @param fields by number
 */
record MessageType(Map<Integer, Field> fields) {

    /** How often a field may stand in a message, and so what it is in JSON. */
    enum Shape {
        ONE,
        LIST,
        MAP
    }

    /**
     * One field.
     *
     * @param shape one value, a list, or a map with strings as keys
     * @param type a scalar, a leaf with a JSON form of its own, or the name of a message
     * @param name in JSON; {@code .} when its fields are the outer object's, {@code -} when it is all of the outer one
     * @param zeroCounts whether zero, false and the empty string differ from nothing at all, as a Go pointer tells
     */
    record Field(Shape shape, String type, String name, boolean zeroCounts) {
        boolean isInlined() {
            return name.equals(".");
        }

        boolean isWhole() {
            return name.equals("-");
        }
    }
}
