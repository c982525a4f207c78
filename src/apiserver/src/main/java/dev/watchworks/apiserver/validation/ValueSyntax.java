package dev.watchworks.apiserver.validation;

import java.util.ArrayList;
import java.util.List;

/**
 * Checks single values (Kubernetes' {@code util/validation}). Each method returns the real server's messages, and an
 * empty list for a valid value. {@link NameSyntax} checks names.
 */
public final class ValueSyntax {
    private static final TextFormat CONFIG_MAP_KEY = TextFormat.of(
            253,
            "[-._a-zA-Z0-9]+",
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
            "key.name",
            "KEY_NAME",
            "key-name");
    private static final TextFormat LABEL_VALUE = TextFormat.of(
            63,
            "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?",
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must"
                    + " start and end with an alphanumeric character",
            "MyValue",
            "my_value",
            "12345");
    private static final TextFormat PERCENT = TextFormat.of(
            Integer.MAX_VALUE,
            "[0-9]+%",
            "a valid percent string must be a numeric string followed by an ending '%'",
            "1%",
            "93%");

    private ValueSyntax() {}

    /** The value of a label. */
    public static List<String> labelValue(String value) {
        return LABEL_VALUE.errors(value);
    }

    /** A percentage, such as {@code 25%}. */
    public static List<String> percent(String value) {
        return PERCENT.errors(value);
    }

    /** A key in the data of a config map or secret. */
    public static List<String> configMapKey(String value) {
        List<String> wrong = CONFIG_MAP_KEY.errors(value);
        wrong.addAll(notADirectory(value));
        return wrong;
    }

    private static List<String> notADirectory(String value) {
        if (value.equals(".") || value.equals("..")) {
            return List.of("must not be '" + value + "'");
        }
        return value.startsWith("..") ? List.of("must not start with '..'") : List.of();
    }

    /** The name of an environment variable: printable ASCII characters other than {@code =}. */
    public static List<String> environmentName(String value) {
        boolean fits = value.chars().allMatch(letter -> letter >= ' ' && letter <= '~' && letter != '=');
        return fits
                ? List.of()
                : List.of("a valid environment variable name must consist only of printable ASCII characters other than"
                        + " '='");
    }

    /** The name of a container's port. */
    public static List<String> portName(String value) {
        List<String> wrong = new ArrayList<>();
        if (value.length() > 15) {
            wrong.add("must be no more than 15 characters");
        }
        if (!value.matches("[-a-z0-9]+")) {
            wrong.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (value.chars().noneMatch(letter -> letter >= 'a' && letter <= 'z')) {
            wrong.add("must contain at least one letter (a-z)");
        }
        if (value.contains("--")) {
            wrong.add("must not contain consecutive hyphens");
        }
        if (value.startsWith("-") || value.endsWith("-")) {
            wrong.add("must not begin or end with a hyphen");
        }
        return wrong;
    }

    /** The number of a port. */
    public static List<String> portNumber(long value) {
        return value >= 1 && value <= 65535 ? List.of() : List.of("must be between 1 and 65535, inclusive");
    }
}
