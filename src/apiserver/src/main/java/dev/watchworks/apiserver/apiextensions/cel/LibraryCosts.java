package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The costs of the functions that Kubernetes estimates itself (apiserver's {@code library.CostEstimator}). */
final class LibraryCosts {
    /** The cost of a character of a text that is read once. */
    static final double TRAVERSAL = 0.1;

    /** The cost of a character of a regular expression. */
    static final double REGEX = 0.25;

    private static final int NAME_FORMAT_REGEX = 128;
    private static final int NAMED_FORMAT = 64;
    private static final Estimate IP_BYTES = new Estimate(4, 16);

    private final SizeEstimator sizes;

    LibraryCosts(SizeEstimator sizes) {
        this.sizes = sizes;
    }

    /** The cost of a call without that of its arguments; null for other functions. */
    @Nullable
    CallEstimate cost(String function, String overload, @Nullable CostNode target, List<CostNode> arguments) {
        return switch (function) {
            case "isSorted", "sum", "max", "min", "indexOf", "lastIndexOf" -> target == null ? null : items(target);
            case "lowerAscii", "upperAscii", "substring", "trim" ->
                target == null ? null : sameSize(sizes.size(target));
            case "replace", "split", "join", "find", "findAll" ->
                target == null ? null : text(function, target, arguments);
            case "masked",
                    "prefixLength",
                    "family",
                    "isUnspecified",
                    "isLoopback",
                    "isLinkLocalMulticast",
                    "isLinkLocalUnicast",
                    "isGlobalUnicast",
                    "format.named",
                    "sign",
                    "asInteger",
                    "isInteger",
                    "asApproximateFloat",
                    "isGreaterThan",
                    "isLessThan",
                    "compareTo",
                    "add",
                    "sub",
                    "major",
                    "minor",
                    "patch",
                    "getScheme",
                    "getHostname",
                    "getHost",
                    "getPort",
                    "getEscapedPath",
                    "getQuery" -> new CallEstimate(Estimate.ONE);
            case "sets.contains", "sets.intersects", "sets.equivalent" -> sets(function, arguments);
            case "_==_" -> arguments.size() == 2 ? equality(arguments) : null;
            default ->
                overload.equals("cidr_ip")
                        ? new CallEstimate(Estimate.ONE)
                        : arguments.isEmpty() ? null : parsed(function, overload, sizes.size(arguments.get(0)));
        };
    }

    /** Each item is compared with each, in both directions for an equivalence. */
    private CallEstimate sets(String function, List<CostNode> arguments) {
        Estimate pairs = sizes.size(arguments.get(0)).times(sizes.size(arguments.get(1)));
        double factor = function.equals("sets.equivalent") ? 2 : 1;
        return new CallEstimate(pairs.times(factor).plus(Estimate.ONE));
    }

    private CallEstimate items(CostNode target) {
        CostNode items = SizeEstimator.items(target);
        if (items == null) {
            return new CallEstimate(sizes.size(target).times(TRAVERSAL));
        }
        Estimate each = Estimate.ONE;
        CelKind kind = items.type() == null ? CelKind.DYN : items.type().kind();
        if (kind == CelKind.STRING || kind == CelKind.BYTES) {
            each = each.plus(sizes.size(items).times(TRAVERSAL));
        }
        return new CallEstimate(sizes.size(target).times(each));
    }

    private static CallEstimate sameSize(Estimate size) {
        return new CallEstimate(size.times(TRAVERSAL), size);
    }

    private @Nullable CallEstimate text(String function, CostNode target, List<CostNode> arguments) {
        Estimate size = sizes.size(target);
        return switch (function) {
            case "replace" -> arguments.size() < 2 ? null : replace(size, arguments);
            case "split" -> new CallEstimate(size.times(2 * TRAVERSAL), new Estimate(0, parts(size, arguments)));
            case "join" -> join(target, size, arguments);
            default -> arguments.isEmpty() ? null : find(size, arguments);
        };
    }

    private static long parts(Estimate size, List<CostNode> arguments) {
        CelExpr limit = arguments.size() > 1 ? arguments.get(1).expression() : null;
        if (limit == null || limit.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
            return size.max();
        }
        CelConstant constant = limit.constant();
        return constant.getKind() == CelConstant.Kind.INT64_VALUE ? constant.int64Value() : size.max();
    }

    private CallEstimate find(Estimate size, List<CostNode> arguments) {
        Estimate regex = sizes.size(arguments.get(0)).times(REGEX);
        Estimate text = size.plus(Estimate.ONE).times(TRAVERSAL);
        return new CallEstimate(text.times(regex), new Estimate(0, size.max()));
    }

    private CallEstimate join(CostNode target, Estimate listSize, List<CostNode> arguments) {
        CostNode items = SizeEstimator.items(target);
        Estimate size = items == null ? Estimate.NONE : listSize.times(sizes.size(items));
        if (!arguments.isEmpty()) {
            Estimate separators = new Estimate(Math.max(0, listSize.min() - 1), Math.max(0, listSize.max() - 1));
            size = size.plus(sizes.size(arguments.get(0)).times(separators));
        }
        return sameSize(size);
    }

    private CallEstimate replace(Estimate size, List<CostNode> arguments) {
        Estimate old = sizes.size(arguments.get(0));
        Estimate replacement = sizes.size(arguments.get(1));
        Estimate count = new Estimate(
                replacements(size.min(), old.max(), old.max() <= replacement.min()),
                replacements(size.max(), old.min(), replacement.max() <= old.min()));
        boolean keepsMin = old.max() == 0 || old.max() <= replacement.min();
        boolean keepsMax = old.min() == 0 || replacement.max() <= old.min();
        Estimate kept = new Estimate(keepsMin ? size.min() : 0, keepsMax ? size.max() : 0);
        Estimate result = count.times(replacement).plus(kept);
        return new CallEstimate(size.times(2 * TRAVERSAL), result);
    }

    /** Replacing the empty text surrounds each character. */
    private static long replacements(long size, long old, boolean changesNothing) {
        if (old == 0) {
            return Estimate.add(size, 1);
        }
        return changesNothing ? 0 : (long) Math.ceil((double) size / old);
    }

    private static @Nullable CallEstimate parsed(String function, String overload, Estimate size) {
        Estimate once = size.times(TRAVERSAL);
        return switch (function) {
            case "url" -> sameSize(size);
            case "cidr", "isIP", "isCIDR", "ip", "quantity", "isQuantity", "semver", "isSemver" ->
                new CallEstimate(once);
            case "ip.isCanonical" -> new CallEstimate(size.times(2 * TRAVERSAL));
            case "validate" -> new CallEstimate(once.times(NAME_FORMAT_REGEX * REGEX));
            case "containsIP" -> {
                Estimate compare = IP_BYTES.plus(IP_BYTES).times(TRAVERSAL);
                yield new CallEstimate(overload.equals("cidr_contains_ip_string") ? compare.plus(once) : compare);
            }
            case "containsCIDR" -> {
                Estimate compare = IP_BYTES.plus(IP_BYTES)
                        .times(TRAVERSAL)
                        .plus(IP_BYTES.times(TRAVERSAL))
                        .plus(Estimate.ONE);
                yield new CallEstimate(overload.equals("cidr_contains_cidr_string") ? compare.plus(once) : compare);
            }
            default -> null;
        };
    }

    private static @Nullable CallEstimate equality(List<CostNode> arguments) {
        CelType left = arguments.get(0).type();
        CelType right = arguments.get(1).type();
        if (left == null || !left.equals(right)) {
            return null;
        }
        return switch (left.name()) {
            case "net.IP", "net.CIDR", "kubernetes.Quantity", "kubernetes.Semver" -> new CallEstimate(Estimate.ONE);
            case "kubernetes.NamedFormat" -> new CallEstimate(new Estimate(1, NAMED_FORMAT).times(TRAVERSAL));
            case "kubernetes.URL" -> {
                Estimate size = arguments.get(1).size();
                yield new CallEstimate(new Estimate(1, size == null ? 1 : size.max()).times(TRAVERSAL));
            }
            default -> null;
        };
    }
}
