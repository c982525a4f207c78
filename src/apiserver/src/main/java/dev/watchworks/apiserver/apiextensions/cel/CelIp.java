package dev.watchworks.apiserver.apiextensions.cel;

import dev.watchworks.apiserver.golang.GoFormat;
import dev.watchworks.apiserver.validation.IpAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * An IP address in an expression.
 *
 * @param address 4 or 16 bytes
 */
record CelIp(InetAddress address) {

    /** Parses an address; an IPv6 address may not stand for an IPv4 address. */
    static CelIp parse(String text) {
        if (!IpAddress.isFour(text) && !IpAddress.isSix(text)) {
            throw new IllegalArgumentException("IP Address " + GoFormat.quoted(text)
                    + " parse error during conversion from string: ParseAddr(" + GoFormat.quoted(text) + "): "
                    + "unable to parse IP");
        }
        try {
            InetAddress address = InetAddress.getByName(text);
            if (text.contains(":") && address.getAddress().length == 4) {
                throw new IllegalArgumentException(
                        "IPv4-mapped IPv6 address " + GoFormat.quoted(text) + " is not allowed");
            }
            return new CelIp(address);
        } catch (UnknownHostException wrong) {
            throw new IllegalArgumentException(wrong.getMessage(), wrong);
        }
    }

    long family() {
        return address.getAddress().length == 4 ? 4 : 6;
    }

    boolean isGlobalUnicast() {
        byte[] bytes = address.getAddress();
        byte[] broadcast = {-1, -1, -1, -1};
        return !address.isAnyLocalAddress()
                && !address.isLoopbackAddress()
                && !address.isMulticastAddress()
                && !address.isLinkLocalAddress()
                && !Arrays.equals(bytes, broadcast);
    }

    boolean isLinkLocalMulticast() {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? bytes[0] == (byte) 224 && bytes[1] == 0 && bytes[2] == 0 : address.isMCLinkLocal();
    }

    /** The canonical text: for IPv6, without leading zeros and with the longest run of zeros left out (RFC 5952). */
    @Override
    public String toString() {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return address.getHostAddress();
        }
        int[] groups = new int[8];
        for (int group = 0; group < 8; group++) {
            groups[group] = (bytes[2 * group] & 255) << 8 | bytes[2 * group + 1] & 255;
        }
        int start = -1;
        int longest = 1;
        for (int group = 0; group < 8; group++) {
            int end = group;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - group > longest) {
                start = group;
                longest = end - group;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < 8; group++) {
            if (group == start) {
                text.append("::");
                group += longest - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[group]));
            }
        }
        return text.toString();
    }
}
