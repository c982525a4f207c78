package dev.watchworks.apiserver.meta;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of API versions: stable ones after beta ones after alpha ones, and all of them after other names
 * (apimachinery's {@code CompareKubeAwareVersionStrings}).
 */
public final class KubeVersion {
    private static final Pattern VERSION = Pattern.compile("v([1-9][0-9]*)(?:(alpha|beta)([1-9][0-9]*))?");

    /** From the least to the most important version; unknown names come first, in reversed alphabetical order. */
    public static final Comparator<String> ORDER = KubeVersion::compare;

    private KubeVersion() {}

    private static int compare(String left, String right) {
        Matcher first = VERSION.matcher(left);
        Matcher second = VERSION.matcher(right);
        boolean firstKnown = first.matches();
        boolean secondKnown = second.matches();
        if (!firstKnown || !secondKnown) {
            return firstKnown == secondKnown ? right.compareTo(left) : Boolean.compare(firstKnown, secondKnown);
        }
        int stability = Integer.compare(stability(first.group(2)), stability(second.group(2)));
        if (stability != 0) {
            return stability;
        }
        int major = number(first.group(1), second.group(1));
        return major != 0 || first.group(3) == null ? major : number(first.group(3), second.group(3));
    }

    private static int stability(String word) {
        return word == null ? 2 : word.equals("beta") ? 1 : 0;
    }

    private static int number(String left, String right) {
        return left.length() == right.length() ? left.compareTo(right) : Integer.compare(left.length(), right.length());
    }
}
