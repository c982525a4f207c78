package dev.watchworks.apiserver.apiextensions.cel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A semantic version in an expression. Build metadata counts for nothing when versions are compared.
 *
 * @param preRelease without the dash, or empty
 */
record CelSemver(long major, long minor, long patch, String preRelease) implements Comparable<CelSemver> {
    private static final String NUMBER = "(0|[1-9]\\d{0,18})";
    private static final String IDENTIFIERS = "(?:[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)";
    private static final Pattern SYNTAX = Pattern.compile(
            NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-(" + IDENTIFIERS + "))?(?:\\+" + IDENTIFIERS + ")?");

    static CelSemver parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(why(text));
        }
        String preRelease = parts.group(4) == null ? "" : parts.group(4);
        return new CelSemver(
                Long.parseLong(parts.group(1)),
                Long.parseLong(parts.group(2)),
                Long.parseLong(parts.group(3)),
                preRelease);
    }

    private static String why(String text) {
        if (text.isEmpty()) {
            return "Version string empty";
        }
        if (text.split("\\.", 3).length < 3) {
            return "No Major.Minor.Patch elements found";
        }
        return "Invalid character(s) found in version \"" + text + "\"";
    }

    /** Parses a version that may begin with {@code v}, lack its last numbers or have leading zeros. */
    static CelSemver parseTolerant(String text) {
        String[] parts = (text.startsWith("v") ? text.substring(1) : text).split("\\.", 3);
        for (int index = 0; index < parts.length; index++) {
            parts[index] = parts[index].replaceFirst("^0+(?=\\d)", "");
        }
        String last = parts[parts.length - 1];
        if (parts.length < 3 && (last.contains("+") || last.contains("-"))) {
            throw new IllegalArgumentException("short version cannot contain PreRelease/Build meta data");
        }
        return parse(String.join(".", parts) + ".0".repeat(3 - parts.length));
    }

    @Override
    public int compareTo(CelSemver other) {
        int order = Long.compare(major, other.major);
        order = order == 0 ? Long.compare(minor, other.minor) : order;
        order = order == 0 ? Long.compare(patch, other.patch) : order;
        return order == 0 ? comparePreReleases(preRelease, other.preRelease) : order;
    }

    /** A release is newer than its pre-releases; numbers are older than words. */
    private static int comparePreReleases(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        String[] left = one.split("\\.");
        String[] right = other.split("\\.");
        for (int index = 0; index < Math.min(left.length, right.length); index++) {
            boolean isNumber = left[index].matches("\\d+");
            boolean isOtherNumber = right[index].matches("\\d+");
            int order = isNumber && isOtherNumber
                    ? Long.compare(Long.parseLong(left[index]), Long.parseLong(right[index]))
                    : isNumber || isOtherNumber
                            ? Boolean.compare(isOtherNumber, isNumber)
                            : left[index].compareTo(right[index]);
            if (order != 0) {
                return Integer.signum(order);
            }
        }
        return Integer.compare(left.length, right.length);
    }
}
