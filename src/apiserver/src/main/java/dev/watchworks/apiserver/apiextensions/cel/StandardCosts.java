package dev.watchworks.apiserver.apiextensions.cel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The costs of the language's own functions (cel-go's {@code coster.functionCost}). */
final class StandardCosts {
    private static final double TRAVERSAL = LibraryCosts.TRAVERSAL;

    private StandardCosts() {}

    static Estimate sum(List<Estimate> costs) {
        return costs.stream().reduce(Estimate.NONE, Estimate::plus);
    }

    private static Estimate size(CostNode node) {
        return node.size() == null ? Estimate.UNKNOWN : node.size();
    }

    /** The cost of a call with that of its arguments, but without that of its target. */
    static CallEstimate cost(
            String overload, @Nullable CostNode target, List<CostNode> arguments, List<Estimate> costs) {
        Estimate all = sum(costs);
        return switch (overload) {
            case "string_format" ->
                target == null
                        ? constant(all)
                        : new CallEstimate(size(target).times(TRAVERSAL).plus(all));
            case "string_to_bytes" -> {
                Estimate size = size(arguments.get(0));
                Estimate result = new Estimate(size.min(), Estimate.multiply(size.max(), 4));
                yield new CallEstimate(size.times(TRAVERSAL).plus(all), result);
            }
            case "bytes_to_string" -> {
                Estimate size = size(arguments.get(0));
                yield new CallEstimate(size.times(TRAVERSAL).plus(all), new Estimate(size.min() / 4, size.max()));
            }
            case "strings_quote" -> {
                Estimate size = size(arguments.get(0));
                Estimate result =
                        new Estimate(Estimate.add(size.min(), 2), Estimate.add(Estimate.multiply(size.max(), 2), 2));
                yield new CallEstimate(size.times(TRAVERSAL).plus(all), result);
            }
            case "starts_with_string", "ends_with_string" ->
                new CallEstimate(size(arguments.get(0)).times(TRAVERSAL).plus(all));
            case "in_list" -> new CallEstimate(size(arguments.get(1)).times(1.0).plus(all));
            case "matches_string" -> target == null ? constant(all) : matches(target, arguments.get(0), all);
            case "contains_string" ->
                target == null
                        ? constant(all)
                        : new CallEstimate(size(target)
                                .times(TRAVERSAL)
                                .times(size(arguments.get(0)).times(TRAVERSAL))
                                .plus(all));
            case "logical_or", "logical_and" ->
                new CallEstimate(new Estimate(costs.get(0).min(), all.max()));
            case "conditional" ->
                new CallEstimate(
                        costs.get(0).plus(costs.get(1).union(costs.get(2))),
                        size(arguments.get(1)).union(size(arguments.get(2))));
            case "add_list" ->
                new CallEstimate(Estimate.ONE.plus(all), size(arguments.get(0)).plus(size(arguments.get(1))));
            case "add_string", "add_bytes" -> {
                Estimate result = size(arguments.get(0)).plus(size(arguments.get(1)));
                yield new CallEstimate(result.times(TRAVERSAL).plus(all), result);
            }
            case "less_string",
                    "greater_string",
                    "less_equals_string",
                    "greater_equals_string",
                    "less_bytes",
                    "greater_bytes",
                    "less_equals_bytes",
                    "greater_equals_bytes",
                    "equals",
                    "not_equals" -> comparison(size(arguments.get(0)), size(arguments.get(1)), all);
            default -> constant(all);
        };
    }

    private static CallEstimate constant(Estimate arguments) {
        return new CallEstimate(Estimate.ONE.plus(arguments));
    }

    private static CallEstimate matches(CostNode target, CostNode regex, Estimate arguments) {
        Estimate text = size(target).plus(Estimate.ONE).times(TRAVERSAL);
        return new CallEstimate(
                text.times(size(regex).times(LibraryCosts.REGEX)).plus(arguments));
    }

    private static CallEstimate comparison(Estimate left, Estimate right, Estimate arguments) {
        long smallest = Math.min(left.max(), right.max());
        return new CallEstimate(
                new Estimate(smallest > 0 ? 1 : 0, smallest).times(TRAVERSAL).plus(arguments));
    }
}
