package dev.watchworks.apiserver.endpoints.request;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Percent-encoding in URLs (RFC 3986, section 2.1). */
final class PercentDecoding {
    private PercentDecoding() {}

    /**
     * The decoded text, or null when two hexadecimal digits do not follow a percent sign. Bytes that are not UTF-8 become
     * U+FFFD.
     */
    static @Nullable String decode(String text, boolean plusIsBlank) {
        if (text.indexOf('%') < 0 && (!plusIsBlank || text.indexOf('+') < 0)) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int index = 0; index < raw.length; index++) {
            if (raw[index] == '%') {
                int high = index + 2 < raw.length ? Character.digit(raw[index + 1], 16) : -1;
                int low = index + 2 < raw.length ? Character.digit(raw[index + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return null;
                }
                bytes.write(high << 4 | low);
                index += 2;
            } else {
                bytes.write(plusIsBlank && raw[index] == '+' ? ' ' : raw[index]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
