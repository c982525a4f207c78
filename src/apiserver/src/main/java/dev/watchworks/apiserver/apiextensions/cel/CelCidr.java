package dev.watchworks.apiserver.apiextensions.cel;

import dev.watchworks.apiserver.golang.GoFormat;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An address with the length of its network's prefix, in an expression.
 *
 * @param bits of the prefix
 */
record CelCidr(CelIp ip, int bits) {

    static CelCidr parse(String text) {
        int slash = text.lastIndexOf('/');
        String length = text.substring(slash + 1);
        try {
            CelIp ip = CelIp.parse(text.substring(0, Math.max(0, slash)));
            boolean valid = length.matches("0|[1-9]\\d{0,2}")
                    && Integer.parseInt(length) <= 8 * ip.address().getAddress().length;
            if (slash >= 0 && valid) {
                return new CelCidr(ip, Integer.parseInt(length));
            }
            throw new IllegalArgumentException("prefix length out of range");
        } catch (IllegalArgumentException wrong) {
            String why = slash < 0 ? "no '/'" : String.valueOf(wrong.getMessage());
            throw new IllegalArgumentException(
                    "network address parse error during conversion from string: network address parse error during"
                            + " conversion from string: netip.ParsePrefix("
                            + GoFormat.quoted(text) + "): " + why,
                    wrong);
        }
    }

    CelCidr masked() {
        byte[] bytes = ip.address().getAddress();
        for (int bit = bits; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] &= (byte) ~(128 >> bit % 8);
        }
        try {
            return new CelCidr(new CelIp(InetAddress.getByAddress(bytes)), bits);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean contains(CelIp other) {
        boolean sameFamily = ip.family() == other.family();
        return sameFamily && new CelCidr(other, bits).masked().ip().equals(masked().ip());
    }

    boolean contains(CelCidr other) {
        return bits <= other.bits && contains(other.ip);
    }

    @Override
    public String toString() {
        return ip + "/" + bits;
    }
}
