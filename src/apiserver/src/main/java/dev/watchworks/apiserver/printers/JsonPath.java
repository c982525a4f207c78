package dev.watchworks.apiserver.printers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A path into an object, such as {@code .status.conditions[?(@.type=="Ready")].status}: the part of kubectl's JSONPath
 * that custom resources use in their printer columns. A step is a field ({@code .spec}, {@code ['a.b/c']}), an index
 * ({@code [0]}), every item ({@code [*]}) or the items with a given text in a field ({@code [?(@.type=="Ready")]}).
 */
record JsonPath(List<Function<JsonNode, Stream<JsonNode>>> steps) {
    private static final Pattern STEP = Pattern.compile("""
            \\.(?<field>(?:\\\\.|[^.\\[\\\\])+)\
            |\\['(?<key>[^']*)'\\]\
            |\\[(?<index>\\d+)\\]\
            |\\[(?<all>\\*)\\]\
            |\\[\\?\\(@(?<where>[^=]*)==\\s*["'](?<value>[^"']*)["']\\)\\]""");

    /** Parses a path; throws IllegalArgumentException when a step is invalid. */
    static JsonPath parse(String path) {
        List<Function<JsonNode, Stream<JsonNode>>> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(path);
        int end = 0;
        while (end < path.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new IllegalArgumentException("cannot read \"" + path.substring(end) + "\" in JSONPath " + path);
            }
            steps.add(step(matcher));
            end = matcher.end();
        }
        return new JsonPath(steps);
    }

    private static Function<JsonNode, Stream<JsonNode>> step(Matcher matcher) {
        if (matcher.group("field") != null) {
            String field = matcher.group("field").replaceAll("\\\\(.)", "$1");
            return node -> Stream.of(node.path(field));
        }
        if (matcher.group("key") != null) {
            String key = matcher.group("key");
            return node -> Stream.of(node.path(key));
        }
        if (matcher.group("index") != null) {
            int index = Integer.parseInt(matcher.group("index"));
            return node -> Stream.of(node.path(index));
        }
        if (matcher.group("all") != null) {
            return JsonPath::items;
        }
        JsonPath where = parse(matcher.group("where").strip());
        String value = matcher.group("value");
        return node -> items(node)
                .filter(item -> where.find(item).stream()
                        .anyMatch(found -> found.asText().equals(value)));
    }

    private static Stream<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** The values that the path finds, in order, without nulls. */
    List<JsonNode> find(JsonNode object) {
        return findAll(object).stream().filter(node -> !node.isNull()).toList();
    }

    /** The values that the path finds, in order. */
    List<JsonNode> findAll(JsonNode object) {
        Stream<JsonNode> found = Stream.of(object);
        for (Function<JsonNode, Stream<JsonNode>> step : steps) {
            found = found.flatMap(step);
        }
        return found.filter(node -> !node.isMissingNode()).toList();
    }
}
