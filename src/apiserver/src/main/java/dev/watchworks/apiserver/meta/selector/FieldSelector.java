package dev.watchworks.apiserver.meta.selector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.meta.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field selector, as in {@code fieldSelector=metadata.name=web,status.phase!=Running}. */
public final class FieldSelector {
    /** Selects everything. */
    public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

    /** The real server ignores an empty term, and a term with neither field nor value. */
    private static final Set<String> EMPTY_TERMS = Set.of("", "=", "==", "!=");

    private record Term(String field, Function<ObjectNode, String> reader, boolean equal, String value) {}

    private final List<Term> terms;

    private FieldSelector(List<Term> terms) {
        this.terms = terms;
    }

    /**
     * Reads a selector; the empty text selects everything.
     *
     * @param kindFields the kind's own fields besides {@code metadata.name} and {@code metadata.namespace}
     * @throws SelectorException with the real server's message when the text is malformed or names another field
     */
    public static FieldSelector parse(String text, Map<String, Function<ObjectNode, String>> kindFields) {
        List<Term> terms = new ArrayList<>();
        for (String part : split(text)) {
            if (!EMPTY_TERMS.contains(part)) {
                terms.add(term(text, part, kindFields));
            }
        }
        return terms.isEmpty() ? EVERYTHING : new FieldSelector(List.copyOf(terms));
    }

    /** Whether the selector has no term and so selects everything. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Whether an object's fields meet all terms. */
    public boolean matches(ObjectNode object) {
        for (Term term : terms) {
            if (term.equal() != term.value().equals(term.reader().apply(object))) {
                return false;
            }
        }
        return true;
    }

    /** The value that a term requires of {@code metadata.name}, or null. */
    public @Nullable String name() {
        for (Term term : terms) {
            if (term.equal() && term.field().equals("metadata.name")) {
                return term.value();
            }
        }
        return null;
    }

    private static Term term(String whole, String part, Map<String, Function<ObjectNode, String>> kindFields) {
        for (int index = 0; index < part.length(); index++) {
            for (String operator : List.of("!=", "==", "=")) {
                if (part.startsWith(operator, index) && !escaped(part, index)) {
                    String field = part.substring(0, index);
                    String value = unescape(part.substring(index + operator.length()));
                    return new Term(field, reader(field, kindFields), !operator.equals("!="), value);
                }
            }
        }
        throw new SelectorException("invalid selector: '" + whole + "'; can't understand '" + part + "'");
    }

    private static Function<ObjectNode, String> reader(
            String field, Map<String, Function<ObjectNode, String>> kindFields) {
        Function<ObjectNode, String> own = kindFields.get(field);
        if (own != null) {
            return own;
        }
        return switch (field) {
            case "metadata.name" -> ObjectMeta::name;
            case "metadata.namespace" -> ObjectMeta::namespace;
            default ->
                throw new SelectorException(
                        kindFields.isEmpty()
                                ? "\"" + field
                                        + "\" is not a known field selector: only \"metadata.name\","
                                        + " \"metadata.namespace\""
                                : "field label not supported: " + field);
        };
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int begin = 0;
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) == ',' && !escaped(text, index)) {
                parts.add(text.substring(begin, index));
                begin = index + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private static boolean escaped(String text, int index) {
        int backslashes = 0;
        while (index > backslashes && text.charAt(index - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private static String unescape(String value) {
        StringBuilder plain = new StringBuilder();
        for (int index = 0; index < value.length(); index++) {
            char letter = value.charAt(index);
            if (letter == '=' || letter == ',') {
                throw new SelectorException("invalid field selector: unescaped character in value: " + (int) letter);
            }
            if (letter == '\\') {
                index++;
                String escaped = value.substring(index, Math.min(index + 1, value.length()));
                if (escaped.isEmpty() || "\\,=".indexOf(escaped) < 0) {
                    throw new SelectorException("invalid field selector: invalid escape sequence: \\" + escaped);
                }
            }
            plain.append(value.charAt(index));
        }
        return plain.toString();
    }
}
