package dev.watchworks.apiserver.printers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An expression that computes a column's cell from an object. It is one of
 *
 * <ul>
 *   <li>a JSONPath, as in a custom resource's printer column: {@code .status.phase} returns the first value that it finds;
 *   <li>a function of {@link CellFunctions} of the whole object or of the values that paths find: {@code podStatus()},
 *       {@code age(.metadata.creationTimestamp)};
 *   <li>alternatives, of which the first that is not empty counts: {@code .spec.nodeName|<none>}. Any other text is a
 *       constant: digits are a number, true and false are booleans;
 *   <li>a text with expressions in braces: <code>{.roleRef.kind}/{.roleRef.name}</code>.
 * </ul>
 */
@FunctionalInterface
public interface CellExpression {

    /** The cell; a JSON null when the object has no value for it. */
    JsonNode evaluate(JsonNode object, Instant now);

    /** Returns an expression with an empty text in place of null, as Go prints a field that is not set. */
    default CellExpression orEmptyText() {
        return (object, now) -> {
            JsonNode value = evaluate(object, now);
            return value.isNull() ? Json.text("") : value;
        };
    }

    Pattern BRACES = Pattern.compile("\\{([^}]*)}");
    Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\)");
    Pattern INTEGER = Pattern.compile("\\d+");

    /** Parses an expression; throws IllegalArgumentException when a path or a function's name is invalid. */
    static CellExpression parse(String expression) {
        return expression.indexOf('{') < 0 ? alternatives(expression) : template(expression);
    }

    private static CellExpression template(String expression) {
        List<CellExpression> parts = new ArrayList<>();
        Matcher matcher = BRACES.matcher(expression);
        int end = 0;
        while (matcher.find()) {
            parts.add(literal(expression.substring(end, matcher.start())));
            parts.add(alternatives(matcher.group(1)));
            end = matcher.end();
        }
        parts.add(literal(expression.substring(end)));
        return (object, now) -> Json.text(parts.stream()
                .map(part -> part.evaluate(object, now).asText(""))
                .collect(Collectors.joining()));
    }

    private static CellExpression alternatives(String expression) {
        List<CellExpression> all = Arrays.stream(expression.split("\\|", -1))
                .map(CellExpression::alternative)
                .toList();
        return (object, now) -> {
            JsonNode value = NullNode.getInstance();
            for (CellExpression alternative : all) {
                value = alternative.evaluate(object, now);
                if (!value.isNull() && !(value.isTextual() && value.textValue().isEmpty())) {
                    break;
                }
            }
            return value;
        };
    }

    private static CellExpression alternative(String expression) {
        if (expression.startsWith(".")) {
            JsonPath path = JsonPath.parse(expression);
            return (object, now) -> path.find(object).stream().findFirst().orElse(NullNode.getInstance());
        }
        Matcher call = CALL.matcher(expression);
        return call.matches() ? call(call.group(1), call.group(2)) : literal(expression);
    }

    private static CellExpression call(String name, String arguments) {
        BiFunction<List<JsonNode>, Instant, JsonNode> function = CellFunctions.named(name);
        List<JsonPath> paths =
                Arrays.stream(arguments.split(",")).map(JsonPath::parse).toList();
        return (object, now) -> function.apply(
                paths.stream().flatMap(path -> path.find(object).stream()).toList(), now);
    }

    private static CellExpression literal(String text) {
        JsonNode value = INTEGER.matcher(text).matches()
                ? LongNode.valueOf(Long.parseLong(text))
                : text.equals("true") || text.equals("false")
                        ? BooleanNode.valueOf(Boolean.parseBoolean(text))
                        : Json.text(text);
        return (object, now) -> value;
    }
}
