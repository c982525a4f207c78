package dev.watchworks.apiserver.api.core;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.keys;
import static dev.watchworks.apiserver.meta.NestedFields.quoted;
import static dev.watchworks.apiserver.meta.NestedFields.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.errors.FieldErrors;
import dev.watchworks.apiserver.meta.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares the amounts of a limit with each other. */
final class LimitRangeItemValidation {
    private static final List<String> LISTS =
            List.of("max", "min", "default", "defaultRequest", "maxLimitRequestRatio");

    private static final List<Rule> RULES = List.of(
            new Rule("min", "max", "max", "min", "min"),
            new Rule("min", "defaultRequest", "default request", "defaultRequest", "defaultRequest"),
            new Rule("defaultRequest", "max", "max", "defaultRequest", "defaultRequest"),
            new Rule("defaultRequest", "default", "default limit", "defaultRequest", "defaultRequest"),
            // A real server shows the minimum here.
            new Rule("min", "default", "default", "default", "min"),
            new Rule("default", "max", "max", "default", "default"));

    private LimitRangeItemValidation() {}

    /**
     * Two amounts of which the first must not exceed the second.
     *
     * @param highName the name of the second in the message
     * @param place the field of the error
     * @param shown the field whose value the error shows
     */
    private record Rule(String low, String high, String highName, String place, String shown) {
        void check(ObjectNode item, String resource, String field, FieldErrors errors) {
            if (!has(item.path(low), resource) || !has(item.path(high), resource)) {
                return;
            }
            String lower = text(item, low, resource);
            String higher = text(item, high, resource);
            if (Quantity.parse(lower).compareTo(Quantity.parse(higher)) > 0) {
                String lowName = low.equals("defaultRequest") ? "default request" : low;
                errors.invalid(
                        field + "." + place + "[" + resource + "]",
                        quoted(text(item, shown, resource)),
                        lowName + " value " + lower + " is greater than " + highName + " value " + higher);
            }
        }
    }

    static void validate(ObjectNode item, String field, FieldErrors errors) {
        Set<String> resources = new TreeSet<>();
        LISTS.forEach(list -> resources.addAll(keys(item, list)));
        for (String resource : resources) {
            RULES.forEach(rule -> rule.check(item, resource, field, errors));
            String ratio = text(item, "maxLimitRequestRatio", resource);
            if (!ratio.isEmpty() && Quantity.parse(ratio).amount().compareTo(BigDecimal.ONE) < 0) {
                errors.invalid(
                        field + ".maxLimitRequestRatio[" + resource + "]",
                        quoted(ratio),
                        "ratio " + ratio + " is less than 1");
            }
        }
    }
}
