package dev.watchworks.apiserver.kind.format;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/** IP addresses in text, never looked up by name. */
public final class InternetAddress {
    private static final Pattern FOUR =
            Pattern.compile("(?:(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])(?:\\.(?!$)|$)){4}");
    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private InternetAddress() {}

    /** What is wrong with an address in the API's words, or nothing. */
    public static List<String> check(String value) {
        return isFour(value) || isSix(value)
                ? List.of()
                : List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    }

    /** Whether it is an IPv4 address. */
    public static boolean isFour(String value) {
        return FOUR.matcher(value).matches();
    }

    /** Whether it is an IPv6 address. */
    public static boolean isSix(String value) {
        if (!SIX.matcher(value).matches()) {
            return false;
        }
        try {
            // Text with a colon is only ever parsed, never asked of a name server.
            InetAddress.getByName(value);
            return true;
        } catch (UnknownHostException wrong) {
            return false;
        }
    }

    /** An IPv4 address as a number, for ranges. */
    public static long number(String four) {
        long number = 0;
        for (String part : four.split("\\.")) {
            number = number << 8 | Integer.parseInt(part);
        }
        return number;
    }

    /** The reverse of {@link #number}. */
    public static String text(long number) {
        return (number >> 24 & 255) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }
}
