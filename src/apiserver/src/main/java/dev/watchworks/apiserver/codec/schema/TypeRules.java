package dev.watchworks.apiserver.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.watchworks.apiserver.codec.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The defaults and rules of one type: its line in {@code rules.txt}, which documents the format. A line is parsed when
 * it is first used.
 *
 * @param defaults the constant defaults, in order
 * @param constraints the rules for the fields' values, in order
 */
public record TypeRules(List<Default> defaults, List<Constraint> constraints) {
    private static final Pattern WORD = Pattern.compile("([\\w.]+)(?:\\?(\\w+)=(\\w+))?(:|>=|>|=|!)(.*)");
    private static final Map<String, String> LINES = read();
    private static final Map<String, TypeRules> TYPES = new ConcurrentHashMap<>();

    /**
     * The value of an absent field.
     *
     * @param path of the field, such as {@code replicas} or {@code spec.parallelism}
     * @param otherField the field that decides whether the default applies, or empty
     * @param otherText the text that the other field must have
     */
    public record Default(String path, String otherField, String otherText, JsonNode value) {}

    /** A rule for a field. */
    public sealed interface Constraint {
        String field();
    }

    /** The supported values of a field, in the order in which messages list them. */
    public record Enumeration(String field, List<String> supported) implements Constraint {}

    /** The least number that a field may have. */
    public record Minimum(String field, int least) implements Constraint {}

    /** A field that an update must not change. */
    public record Immutable(String field) implements Constraint {}

    /** The rules of a type, such as {@code core.Probe}; most types have none. */
    public static TypeRules of(String type) {
        return TYPES.computeIfAbsent(type, name -> parse(LINES.getOrDefault(name, "")));
    }

    /** The types that have rules. */
    static Set<String> types() {
        return LINES.keySet();
    }

    private static TypeRules parse(String line) {
        List<Default> defaults = new ArrayList<>();
        List<Constraint> constraints = new ArrayList<>();
        Matcher word = WORD.matcher("");
        for (String text : line.isEmpty() ? new String[0] : line.split(" ")) {
            if (!word.reset(text).matches()) {
                throw new IllegalArgumentException("rules.txt has a word that cannot be read: " + text);
            }
            String field = word.group(1);
            String value = word.group(5);
            switch (word.group(4)) {
                case ":" ->
                    defaults.add(new Default(
                            field,
                            Objects.requireNonNullElse(word.group(2), ""),
                            Objects.requireNonNullElse(word.group(3), ""),
                            Json.read(value)));
                case "=" -> constraints.add(new Enumeration(field, List.of(value.split(","))));
                case ">=" -> constraints.add(new Minimum(field, Integer.parseInt(value)));
                case ">" -> constraints.add(new Minimum(field, Integer.parseInt(value) + 1));
                default -> constraints.add(new Immutable(field));
            }
        }
        return new TypeRules(List.copyOf(defaults), List.copyOf(constraints));
    }

    private static Map<String, String> read() {
        Map<String, String> lines = new HashMap<>();
        for (String line : DataFile.lines(TypeRules.class, "rules.txt")) {
            if (!line.startsWith("#")) {
                int space = line.indexOf(' ');
                lines.put(line.substring(0, space), line.substring(space + 1));
            }
        }
        return lines;
    }
}
