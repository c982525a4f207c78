package dev.watchworks.apiserver.codec.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** JSON in the form that Go writes a {@code map[string]interface{}}: sorted members, and numbers as Go prints them. */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** The canonical form of a value; the argument is not changed, and may be the result or share parts with it. */
    public static JsonNode of(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return of(object);
        }
        if (value instanceof ArrayNode array) {
            return array(array);
        }
        return value.isNumber() ? number(value) : value;
    }

    /** The canonical form of an object; the argument is not changed, and may be the result. */
    public static ObjectNode of(ObjectNode object) {
        Map<String, JsonNode> changed = null;
        boolean inOrder = true;
        String previous = null;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            JsonNode form = of(member.getValue());
            if (form != member.getValue()) {
                changed = changed == null ? new HashMap<>() : changed;
                changed.put(name, form);
            }
            inOrder &= previous == null || previous.compareTo(name) < 0;
            previous = name;
        }
        return changed == null && inOrder ? object : copy(object, changed == null ? Map.of() : changed);
    }

    private static ObjectNode copy(ObjectNode object, Map<String, JsonNode> changed) {
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties()
                .forEach(member ->
                        members.put(member.getKey(), changed.getOrDefault(member.getKey(), member.getValue())));
        return Json.object().setAll(members);
    }

    /** The same members in alphabetical order; the members' values are not changed. */
    public static ObjectNode sorted(ObjectNode object) {
        Map<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return Json.object().setAll(members);
    }

    private static ArrayNode array(ArrayNode array) {
        ArrayNode canonical = null;
        for (int index = 0; index < array.size(); index++) {
            JsonNode form = of(array.get(index));
            if (form != array.get(index)) {
                canonical = canonical == null ? Json.array().addAll(array) : canonical;
                canonical.set(index, form);
            }
        }
        return canonical == null ? array : canonical;
    }

    /** A number as Go reads it: an int64 when it is written as one, else a float64. */
    private static JsonNode number(JsonNode value) {
        if (value.isInt()) {
            return value;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.canConvertToInt() ? Json.NODES.numberNode(value.intValue()) : value;
        }
        double number = value.doubleValue();
        if (number == Math.rint(number) && Math.abs(number) < Long.MAX_VALUE) {
            long whole = (long) number;
            return whole == (int) whole ? Json.NODES.numberNode((int) whole) : Json.NODES.numberNode(whole);
        }
        BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        BigDecimal plain = shortest.scale() < 0 ? shortest.setScale(0) : shortest;
        return value.isBigDecimal()
                        && value.decimalValue().scale() == plain.scale()
                        && value.decimalValue().equals(plain)
                ? value
                : Json.NODES.numberNode(plain);
    }
}
