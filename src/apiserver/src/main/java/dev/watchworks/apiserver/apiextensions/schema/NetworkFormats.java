package dev.watchworks.apiserver.apiextensions.schema;

import com.google.re2j.Pattern;
import dev.watchworks.apiserver.validation.IpAddress;
import java.util.stream.Stream;

/** The formats of addresses in networks. */
final class NetworkFormats {
    private static final String LETTER = "a-zA-Z0-9\\p{S}\\p{L}";
    private static final Pattern HOSTNAME = Pattern.compile("^([" + LETTER + "]((-?[" + LETTER + "]{0,62})?)|(["
            + LETTER + "](([" + LETTER + "-]{0,61}[" + LETTER + "])?)(\\.)){1,}([a-zA-Z\\p{L}]){2,63})$");
    private static final Pattern MAC =
            Pattern.compile("^([0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}|[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){7}"
                    + "|[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){19}"
                    + "|[0-9a-fA-F]{4}(\\.[0-9a-fA-F]{4}){2}|[0-9a-fA-F]{4}(\\.[0-9a-fA-F]{4}){3}"
                    + "|[0-9a-fA-F]{4}(\\.[0-9a-fA-F]{4}){9})$");
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_LABEL = 63;

    private NetworkFormats() {}

    static boolean isHostname(String text) {
        return HOSTNAME.matcher(text).find()
                && text.length() <= LONGEST_NAME
                && Stream.of(text.split("\\.", -1)).allMatch(label -> label.length() <= LONGEST_LABEL);
    }

    /** Zeros may stand before a number, as Go allowed before 1.17; so may an IPv4 address in an IPv6 address. */
    static boolean isFour(String text) {
        return text.contains(".") && (IpAddress.isFour(withoutZeros(text)) || IpAddress.isSix(withoutZeros(text)));
    }

    static boolean isSix(String text) {
        return text.contains(":") && IpAddress.isSix(text);
    }

    static boolean isCidr(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return false;
        }
        String address = withoutZeros(text.substring(0, slash));
        int length = Integer.parseInt(text.substring(slash + 1));
        return IpAddress.isFour(address) ? length <= 32 : IpAddress.isSix(address) && length <= 128;
    }

    private static String withoutZeros(String text) {
        return text.replaceAll("(^|[.:])0+(?=\\d+(\\.|$))", "$1");
    }

    static boolean isMac(String text) {
        char separator = text.length() > 2 ? text.charAt(2) : ' ';
        boolean mixed = separator == ':' && text.contains("-") || separator == '-' && text.contains(":");
        return !mixed && MAC.matcher(text).find();
    }
}
