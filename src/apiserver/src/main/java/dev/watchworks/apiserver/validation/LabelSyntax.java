package dev.watchworks.apiserver.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules for labels; see {@link NameSyntax}. */
public final class LabelSyntax {
    private static final String VALUE_PATTERN = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";
    private static final Pattern VALUE = Pattern.compile(VALUE_PATTERN);

    private LabelSyntax() {}

    /** What is wrong with a label's key. */
    public static List<String> keyErrors(String key) {
        return NameSyntax.qualifiedErrors(key);
    }

    /** What is wrong with a label's value. */
    public static List<String> valueErrors(String value) {
        List<String> errors = new ArrayList<>();
        if (value.length() > 63) {
            errors.add("must be no more than 63 characters");
        }
        if (!VALUE.matcher(value).matches()) {
            errors.add("a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.',"
                    + " and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or"
                    + " '12345', regex used for validation is '" + VALUE_PATTERN + "')");
        }
        return errors;
    }
}
