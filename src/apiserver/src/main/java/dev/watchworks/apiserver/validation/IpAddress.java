package dev.watchworks.apiserver.validation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks the text of IP addresses, without a name server. */
public final class IpAddress {
    private static final Pattern FOUR =
            Pattern.compile("(?:(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])(?:\\.(?!$)|$)){4}");
    private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private IpAddress() {}

    /** Returns the real server's messages, and an empty list for a valid address. */
    public static List<String> check(String value) {
        return isFour(value) || isSix(value)
                ? List.of()
                : List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
    }

    /** Returns the real server's messages for the address of an endpoint, and an empty list for a valid one. */
    public static List<String> checkEndpoint(String value) {
        if (!check(value).isEmpty()) {
            return List.of("must be a valid IP address");
        }
        InetAddress address = parse(value);
        List<String> wrong = new ArrayList<>();
        if (address.isAnyLocalAddress()) {
            wrong.add("may not be unspecified (0.0.0.0 or ::)");
        }
        if (address.isLoopbackAddress()) {
            wrong.add("may not be in the loopback range (127.0.0.0/8, ::1/128)");
        }
        if (address.isLinkLocalAddress()) {
            wrong.add("may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        }
        if (address.isMCLinkLocal()) {
            wrong.add("may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
        }
        return wrong;
    }

    /** Parses an address; a text of digits, dots and colons needs no name server. */
    private static InetAddress parse(String value) {
        try {
            return InetAddress.getByName(value);
        } catch (UnknownHostException wrong) {
            throw new IllegalArgumentException("not an IP address: " + value, wrong);
        }
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
            parse(value);
            return true;
        } catch (IllegalArgumentException wrong) {
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
