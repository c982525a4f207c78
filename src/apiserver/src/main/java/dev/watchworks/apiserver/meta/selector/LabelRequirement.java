package dev.watchworks.apiserver.meta.selector;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One condition on a label, such as {@code tier in (front, back)}. */
record LabelRequirement(String key, Operator operator, List<String> values) {

    enum Operator {
        EXISTS,
        ABSENT,
        IN,
        NOT_IN,
        GREATER,
        LESS
    }

    boolean matches(@Nullable String value) {
        return switch (operator) {
            case EXISTS -> value != null;
            case ABSENT -> value == null;
            case IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case GREATER -> compare(value) > 0;
            case LESS -> compare(value) < 0;
        };
    }

    /** 0 where either side is no number: then the requirement is not met. */
    private int compare(@Nullable String value) {
        if (value == null || !value.matches("[+-]?[0-9]{1,19}")) {
            return 0;
        }
        return new BigInteger(value).compareTo(new BigInteger(values.get(0)));
    }
}
