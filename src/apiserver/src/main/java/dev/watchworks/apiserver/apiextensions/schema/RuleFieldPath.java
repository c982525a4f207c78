package dev.watchworks.apiserver.apiextensions.schema;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the {@code fieldPath} of a rule, a JSON path of fields only (Kubernetes' {@code cel.ValidFieldPath}). */
final class RuleFieldPath {
    private static final String ESCAPES = "abfnrtv'\\";
    private static final String ESCAPED = "\007\b\f\n\r\t\013'\\";

    private final StringBuilder path = new StringBuilder();
    private @Nullable StructuralSchema schema;

    private RuleFieldPath(StructuralSchema schema) {
        this.schema = schema;
    }

    /** The path as field errors write it, such as {@code spec.replicas}; null when the schema has no such field. */
    static @Nullable String normalize(String jsonPath, StructuralSchema schema) {
        RuleFieldPath reader = new RuleFieldPath(schema);
        return reader.read(tokens(jsonPath)) ? reader.path.toString() : null;
    }

    private boolean read(Deque<String> tokens) {
        while (!tokens.isEmpty()) {
            String token = tokens.removeFirst();
            boolean inBrackets = token.equals("[");
            String name = tokens.pollFirst();
            if (name == null || !inBrackets && !token.equals(".")) {
                return false;
            }
            if (inBrackets) {
                boolean quoted = name.length() >= 2 && name.startsWith("'") && name.endsWith("'");
                name = quoted ? unescape(name.substring(1, name.length() - 1)) : null;
                if (name == null || !"]".equals(tokens.pollFirst())) {
                    return false;
                }
            }
            if (!step(name)) {
                return false;
            }
        }
        return true;
    }

    private boolean step(String name) {
        StructuralSchema at = schema;
        if (at == null) {
            return false;
        }
        if (!at.properties().isEmpty()) {
            path.append(path.isEmpty() ? "" : ".").append(name);
            schema = at.properties().get(name);
            return schema != null;
        }
        path.append('[').append(name).append(']');
        schema = at.additionalProperties();
        return at.allowsAdditionalProperties() != null;
    }

    private static Deque<String> tokens(String jsonPath) {
        List<String> tokens = new ArrayList<>();
        int start = 0;
        while (start < jsonPath.length()) {
            int end = start + 1;
            char first = jsonPath.charAt(start);
            if (first == '\'') {
                while (end < jsonPath.length() && (jsonPath.charAt(end) != '\'' || jsonPath.charAt(end - 1) == '\\')) {
                    end++;
                }
                end = Math.min(end + 1, jsonPath.length());
            } else if (".[]".indexOf(first) < 0) {
                while (end < jsonPath.length() && ".[]".indexOf(jsonPath.charAt(end)) < 0) {
                    end++;
                }
            }
            tokens.add(jsonPath.substring(start, end));
            start = end;
        }
        return new ArrayDeque<>(tokens);
    }

    private static @Nullable String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (letter == '\\' && index + 1 < text.length()) {
                index++;
                int escape = ESCAPES.indexOf(text.charAt(index));
                if (escape < 0) {
                    return null;
                }
                letter = ESCAPED.charAt(escape);
            }
            plain.append(letter);
        }
        return plain.toString();
    }
}
