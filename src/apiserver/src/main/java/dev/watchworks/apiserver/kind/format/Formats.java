package dev.watchworks.apiserver.kind.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks of single values; each answers what is wrong in the API's words, or nothing (Kubernetes'
 * {@code util/validation}).
 */
public final class Formats {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
    private static final String LETTER_LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final String NAME_PART = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final String LABEL_VALUE = "(" + NAME_PART + ")?";
    private static final String CONFIG_KEY = "[-._a-zA-Z0-9]+";
    private static final String PERCENT = "[0-9]+%";
    private static final String NOT_A_NAME_PART =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    private static final Format LABEL_FORMAT = new Format(
            LABEL,
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
            "my-name",
            "123-abc");
    private static final Format SUBDOMAIN_FORMAT = new Format(
            SUBDOMAIN,
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
            "example.com");
    private static final Format LETTER_LABEL_FORMAT = new Format(
            LETTER_LABEL,
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
            "my-name",
            "abc-123");
    private static final Format NAME_PART_FORMAT =
            new Format(NAME_PART, NOT_A_NAME_PART, "MyName", "my.name", "123-abc");
    private static final Format LABEL_VALUE_FORMAT = new Format(
            LABEL_VALUE,
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
            "MyValue",
            "my_value",
            "12345");
    private static final Format CONFIG_KEY_FORMAT = new Format(
            CONFIG_KEY,
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
            "key.name",
            "KEY_NAME",
            "key-name");
    private static final Format PERCENT_FORMAT = new Format(
            PERCENT, "a valid percent string must be a numeric string followed by an ending '%'", "1%", "93%");

    private Formats() {}

    /** A DNS-1123 label, such as a container's name. */
    public static List<String> label(String value) {
        boolean isDotted = !LABEL_FORMAT.matches(value) && SUBDOMAIN_FORMAT.matches(value);
        if (!isDotted) {
            return check(value, 63, LABEL_FORMAT);
        }
        return value.length() > 63
                ? List.of("must be no more than 63 characters", "must not contain dots")
                : List.of("must not contain dots");
    }

    /** A DNS-1123 subdomain, such as most objects' names. */
    public static List<String> subdomain(String value) {
        return check(value, 253, SUBDOMAIN_FORMAT);
    }

    /** A DNS-1035 label, such as a service's name. */
    public static List<String> letterLabel(String value) {
        return check(value, 63, LETTER_LABEL_FORMAT);
    }

    /** The value of a label. */
    public static List<String> labelValue(String value) {
        return check(value, 63, LABEL_VALUE_FORMAT);
    }

    /** A percentage, such as {@code 25%}. */
    public static List<String> percent(String value) {
        return check(value, Integer.MAX_VALUE, PERCENT_FORMAT);
    }

    /** The key of a label or annotation: a name, perhaps after a domain and a slash. */
    public static List<String> qualifiedName(String value) {
        List<String> wrong = new ArrayList<>();
        int slash = value.indexOf('/');
        String name = value.substring(slash + 1);
        if (name.indexOf('/') >= 0) {
            return List.of("a qualified name " + NAME_PART_FORMAT.message()
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        if (slash == 0) {
            wrong.add("prefix part must be non-empty");
        } else if (slash > 0) {
            subdomain(value.substring(0, slash)).forEach(message -> wrong.add("prefix part " + message));
        }
        if (name.isEmpty()) {
            wrong.add("name part must be non-empty");
        } else if (name.length() > 63) {
            wrong.add("name part must be no more than 63 characters");
        }
        if (!NAME_PART_FORMAT.matches(name)) {
            wrong.add("name part " + NAME_PART_FORMAT.message());
        }
        return wrong;
    }

    /** The key of a config map's or secret's datum. */
    public static List<String> configMapKey(String value) {
        List<String> wrong = new ArrayList<>();
        if (value.length() > 253) {
            wrong.add("must be no more than 253 characters");
        }
        if (!CONFIG_KEY_FORMAT.matches(value)) {
            wrong.add(CONFIG_KEY_FORMAT.message());
        }
        wrong.addAll(notADirectory(value));
        return wrong;
    }

    private static List<String> notADirectory(String value) {
        if (value.equals(".") || value.equals("..")) {
            return List.of("must not be '" + value + "'");
        }
        return value.startsWith("..") ? List.of("must not start with '..'") : List.of();
    }

    /** The name of an environment variable: any printable ASCII but {@code =}. */
    public static List<String> environmentName(String value) {
        boolean fits = value.chars().allMatch(letter -> letter >= ' ' && letter <= '~' && letter != '=');
        return fits
                ? List.of()
                : List.of(
                        "a valid environment variable name must consist only of printable ASCII characters other than '='");
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

    private static List<String> check(String value, int maximum, Format format) {
        List<String> wrong = new ArrayList<>();
        if (value.length() > maximum) {
            wrong.add("must be no more than " + maximum + " characters");
        }
        if (!format.matches(value)) {
            wrong.add(format.message());
        }
        return wrong;
    }

    /** A pattern and the API's words for what does not match it. */
    private record Format(Pattern pattern, String message) {

        Format(String pattern, String rule, String... examples) {
            this(
                    Pattern.compile(pattern),
                    rule + " (e.g. '" + String.join("',  or '", examples) + "', regex used for validation is '"
                            + pattern + "')");
        }

        boolean matches(String value) {
            return pattern.matcher(value).matches();
        }
    }
}
