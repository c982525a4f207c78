package dev.watchworks.apiserver.apiextensions.cel;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of properties as expressions write them (apiserver's {@code cel.Escape}). */
final class EscapedName {
    private static final Set<String> RESERVED = Set.of(
            "true",
            "false",
            "null",
            "in",
            "as",
            "break",
            "const",
            "continue",
            "else",
            "for",
            "function",
            "if",
            "import",
            "let",
            "loop",
            "package",
            "namespace",
            "return",
            "var",
            "void",
            "while");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_./-][a-zA-Z0-9_./-]*");
    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final Pattern ESCAPE = Pattern.compile("__|[-./]");

    private EscapedName() {}

    /** The identifier, such as {@code __namespace__} or {@code a__dash__b}; null when the name cannot be one. */
    static @Nullable String of(String property) {
        if (RESERVED.contains(property)) {
            return "__" + property + "__";
        }
        if (!NAME.matcher(property).matches()) {
            return null;
        }
        if (!property.contains("__") && PLAIN.matcher(property).matches()) {
            return property;
        }
        return ESCAPE.matcher(property).replaceAll(match -> Matcher.quoteReplacement(escape(match.group())));
    }

    private static String escape(String part) {
        return switch (part) {
            case "." -> "__dot__";
            case "-" -> "__dash__";
            case "/" -> "__slash__";
            default -> "__underscores__";
        };
    }
}
