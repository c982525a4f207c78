package dev.watchworks.apiserver.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks names (Kubernetes' {@code util/validation}). Each method returns the real server's messages, and an empty
 * list for a valid name.
 */
public final class NameSyntax {
    private static final String LABEL_PATTERN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final TextFormat LABEL = TextFormat.of(
            63,
            LABEL_PATTERN,
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and"
                    + " end with an alphanumeric character",
            "my-name",
            "123-abc");
    private static final TextFormat SUBDOMAIN = TextFormat.of(
                    253,
                    LABEL_PATTERN + "(\\." + LABEL_PATTERN + ")*",
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must"
                            + " start and end with an alphanumeric character",
                    "example.com")
            .matchedBy(name -> Stream.of(name.split("\\.", -1)).allMatch(LABEL::matches));
    private static final TextFormat LETTER_LABEL = TextFormat.of(
            63,
            "[a-z]([-a-z0-9]*[a-z0-9])?",
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic"
                    + " character, and end with an alphanumeric character",
            "my-name",
            "abc-123");
    private static final TextFormat QUALIFIED = TextFormat.of(
            63,
            "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]",
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
                    + " character",
            "MyName",
            "my.name",
            "123-abc");

    private NameSyntax() {}

    /** A DNS-1123 label of up to 63 characters. */
    public static List<String> dns1123LabelErrors(String name) {
        List<String> errors = LABEL.errors(name);
        if (!LABEL.matches(name) && SUBDOMAIN.matches(name)) {
            errors.set(errors.size() - 1, "must not contain dots");
        }
        return errors;
    }

    /** A DNS-1123 subdomain of up to 253 characters. */
    public static List<String> subdomainErrors(String name) {
        return SUBDOMAIN.errors(name);
    }

    /** A DNS-1035 label of up to 63 characters. */
    public static List<String> dns1035LabelErrors(String name) {
        return LETTER_LABEL.errors(name);
    }

    /** A segment of a path. */
    public static List<String> pathSegmentErrors(String name) {
        List<String> errors = new ArrayList<>();
        if (name.equals(".") || name.equals("..")) {
            errors.add("may not be '" + name + "'");
            return errors;
        }
        for (String forbidden : List.of("/", "%")) {
            if (name.contains(forbidden)) {
                errors.add("may not contain '" + forbidden + "'");
            }
        }
        return errors;
    }

    /** A name with an optional prefix, such as {@code example.com/note}: keys of labels and annotations. */
    public static List<String> qualifiedErrors(String name) {
        List<String> errors = new ArrayList<>();
        String[] parts = name.split("/", -1);
        if (parts.length > 2) {
            errors.add("a qualified name " + QUALIFIED.message()
                    + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
            return errors;
        }
        if (parts.length == 2) {
            if (parts[0].isEmpty()) {
                errors.add("prefix part must be non-empty");
            } else {
                subdomainErrors(parts[0]).forEach(error -> errors.add("prefix part " + error));
            }
        }
        String last = parts[parts.length - 1];
        if (last.isEmpty()) {
            errors.add("name part must be non-empty");
        }
        QUALIFIED.errors(last).forEach(error -> errors.add("name part " + error));
        return errors;
    }
}
