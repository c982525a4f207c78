package dev.watchworks.apiserver.apiextensions.schema;

import dev.watchworks.apiserver.errors.FieldErrors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The costs of a definition's rules, and their limits (Kubernetes' {@code TotalCost}). */
final class RuleCosts {
    /** About a tenth of a second on the machine for which Kubernetes estimates. */
    private static final long RULE_LIMIT = 10_000_000;

    private static final long TOTAL_LIMIT = 100_000_000;
    private static final int NAMED_RULES = 4;

    private record Cost(String field, long cost) {}

    private final boolean ignoresRuleLimit;
    private final List<Cost> expensive = new ArrayList<>();
    private long total;

    RuleCosts(boolean ignoresRuleLimit) {
        this.ignoresRuleLimit = ignoresRuleLimit;
    }

    /** The product; the largest number when it would be larger. Costs are unsigned in Go, but no smaller than this. */
    static long multiply(long one, long other) {
        if (one == 0 || other == 0) {
            return 0;
        }
        return one > Long.MAX_VALUE / other ? Long.MAX_VALUE : one * other;
    }

    void add(String field, String name, long cost, FieldErrors errors) {
        if (!ignoresRuleLimit && cost > RULE_LIMIT) {
            errors.forbidden(field, message(name, cost, RULE_LIMIT));
        }
        total = total > Long.MAX_VALUE - cost ? Long.MAX_VALUE : total + cost;
        if (cost >= TOTAL_LIMIT / 100) {
            expensive.add(new Cost(field, cost));
        }
    }

    /** Adds errors when all rules together cost too much. */
    void addErrors(String field, FieldErrors errors) {
        if (total <= TOTAL_LIMIT) {
            return;
        }
        expensive.stream()
                .sorted(Comparator.comparingLong(Cost::cost).reversed())
                .limit(NAMED_RULES)
                .forEach(cost -> errors.forbidden(
                        cost.field(),
                        "contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema"));
        String name = "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema";
        errors.forbidden(field, message(name, total, TOTAL_LIMIT));
    }

    private static String message(String name, long cost, long limit) {
        double excess = (double) cost / limit;
        String factor;
        if (excess > 100) {
            factor = "more than 100x";
        } else {
            factor = String.format(Locale.ROOT, excess < 1.5 ? "%.6fx" : "%.1fx", excess);
        }
        return name + " exceeds budget by factor of " + factor
                + " (try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and"
                + " strings are declared)";
    }
}
