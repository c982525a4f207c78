package dev.watchworks.apiserver.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks of names (Kubernetes' {@code util/validation}). Each returns the real server's messages, and an empty list for a
 * valid name.
 */
public final class NameSyntax {
    private static final String LABEL_PATTERN = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String SUBDOMAIN_PATTERN = LABEL_PATTERN + "(\\." + LABEL_PATTERN + ")*";
    private static final String LETTER_LABEL_PATTERN = "[a-z]([-a-z0-9]*[a-z0-9])?";
    private static final String QUALIFIED_PATTERN = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
    private static final Pattern LABEL = Pattern.compile(LABEL_PATTERN);
    private static final Pattern SUBDOMAIN = Pattern.compile(SUBDOMAIN_PATTERN);
    private static final Pattern LETTER_LABEL = Pattern.compile(LETTER_LABEL_PATTERN);
    private static final Pattern QUALIFIED = Pattern.compile(QUALIFIED_PATTERN);

    private static final int MATCHED_LENGTH = 1_000;

    private NameSyntax() {}

    /** A DNS-1123 label of up to 63 characters. */
    public static List<String> labelErrors(String name) {
        List<String> errors = new ArrayList<>();
        longerThan(63, name, errors);
        if (!matches(LABEL, name)) {
            if (matches(SUBDOMAIN, name)) {
                errors.add("must not contain dots");
            } else {
                errors.add("a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
                        + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex"
                        + " used for validation is '" + LABEL_PATTERN + "')");
            }
        }
        return errors;
    }

    /** A DNS-1123 subdomain of up to 253 characters. */
    public static List<String> subdomainErrors(String name) {
        List<String> errors = new ArrayList<>();
        longerThan(253, name, errors);
        if (!matches(SUBDOMAIN, name)) {
            errors.add("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.',"
                    + " and must start and end with an alphanumeric character (e.g. 'example.com', regex used for"
                    + " validation is '" + SUBDOMAIN_PATTERN + "')");
        }
        return errors;
    }

    /** A DNS-1035 label of up to 63 characters. */
    public static List<String> letterLabelErrors(String name) {
        List<String> errors = new ArrayList<>();
        longerThan(63, name, errors);
        if (!matches(LETTER_LABEL, name)) {
            errors.add("a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
                    + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123',"
                    + " regex used for validation is '" + LETTER_LABEL_PATTERN + "')");
        }
        return errors;
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
            errors.add("a qualified name " + qualifiedRule()
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
        } else if (last.length() > 63) {
            errors.add("name part must be no more than 63 characters");
        }
        if (!matches(QUALIFIED, last)) {
            errors.add("name part " + qualifiedRule());
        }
        return errors;
    }

    /** A pattern with a repeated group recurses for each repetition. A longer name is invalid because of its length. */
    private static boolean matches(Pattern pattern, String name) {
        return name.length() > MATCHED_LENGTH || pattern.matcher(name).matches();
    }

    private static String qualifiedRule() {
        return "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric"
                + " character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '"
                + QUALIFIED_PATTERN + "')";
    }

    private static void longerThan(int most, String name, List<String> errors) {
        if (name.length() > most) {
            errors.add("must be no more than " + most + " characters");
        }
    }
}
