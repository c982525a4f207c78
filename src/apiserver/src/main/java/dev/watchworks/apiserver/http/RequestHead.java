package dev.watchworks.apiserver.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * A request without its body.
 *
 * @param path decoded
 * @param query decoded; pairs that cannot be decoded are left out, as Go does
 * @param headers names in lower case
 */
record RequestHead(String method, String path, Map<String, List<String>> query, Map<String, String> headers) {

    /** Null where the path's percent-encoding is broken. */
    static @Nullable RequestHead of(Request request) {
        String rawPath = request.getHttpURI().getPath();
        String path = rawPath == null ? "/" : decode(rawPath, false);
        if (path == null) {
            return null;
        }
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue() == null ? "" : field.getValue();
            headers.merge(field.getName().toLowerCase(Locale.ROOT), value, (first, next) -> first + ", " + next);
        }
        headers.putIfAbsent("host", Request.getServerName(request) + ":" + Request.getServerPort(request));
        return new RequestHead(
                request.getMethod(), path, query(request.getHttpURI().getQuery()), headers);
    }

    private static Map<String, List<String>> query(@Nullable String rawQuery) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (rawQuery == null) {
            return query;
        }
        for (String pair : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = decode(equals < 0 ? "" : pair.substring(equals + 1), true);
            if (!pair.isEmpty() && !pair.contains(";") && name != null && value != null) {
                query.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
            }
        }
        return query;
    }

    /** Bytes that are not UTF-8 become U+FFFD; null where a percent sign is not followed by two hexadecimal digits. */
    static @Nullable String decode(String text, boolean plusIsBlank) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
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
