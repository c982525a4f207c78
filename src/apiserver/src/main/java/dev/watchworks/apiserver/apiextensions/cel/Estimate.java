package dev.watchworks.apiserver.apiextensions.cel;

/**
 * A range of sizes or costs (cel-go's {@code SizeEstimate} and {@code CostEstimate}). What would be larger than a long is
 * the largest long.
 */
record Estimate(long min, long max) {
    static final Estimate NONE = new Estimate(0, 0);
    static final Estimate ONE = fixed(1);
    static final Estimate UNKNOWN = new Estimate(0, Long.MAX_VALUE);

    /** The start of a union. */
    static final Estimate EMPTY_RANGE = new Estimate(Long.MAX_VALUE, 0);

    static Estimate fixed(long value) {
        return new Estimate(value, value);
    }

    Estimate plus(Estimate other) {
        return new Estimate(add(min, other.min), add(max, other.max));
    }

    Estimate times(Estimate other) {
        return new Estimate(multiply(min, other.min), multiply(max, other.max));
    }

    /** The product, rounded up. */
    Estimate times(double factor) {
        return new Estimate(multiply(min, factor), multiply(max, factor));
    }

    Estimate union(Estimate other) {
        return new Estimate(Math.min(min, other.min), Math.max(max, other.max));
    }

    static long add(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    static long multiply(long one, long other) {
        return other != 0 && one > Long.MAX_VALUE / other ? Long.MAX_VALUE : one * other;
    }

    /** A double converted to a long is never larger than the largest long. */
    private static long multiply(long value, double factor) {
        return value == Long.MAX_VALUE && factor > 0 ? Long.MAX_VALUE : (long) Math.ceil(value * factor);
    }
}
